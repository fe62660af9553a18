"""The keywords of a schema that are compared, by how."""

from __future__ import annotations

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
OTHER = (
    "pattern", "format", "multipleOf", "uniqueItems", "not", "propertyNames", "patternProperties",
    "prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems", "unevaluatedProperties",
    "dependentRequired", "dependentSchemas", "if", "then", "else", "contentEncoding", "contentMediaType",
    "contentSchema",
)  # fmt: skip
"""Keywords that are compared by their text."""
NOTES = ("default", "deprecated", "readOnly", "writeOnly", "discriminator")
COMPONENT = "x-component"
"""Added to an alternative that is exactly a component: its name."""
