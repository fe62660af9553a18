"""The organization API: one module per resource. Their shared base is `app.engine.admin`."""
