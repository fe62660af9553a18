"""Our own rules for manifests: each yields the violations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from app.contract.json_types import JsonObject
from app.pages.metrics import OPEN_STREAMS
from app.settings import SettingsError, fields, load
from tests.deploy.manifests import Manifests, Pod

Rule = Callable[[Manifests], Iterator[str]]

_SETTINGS = {field.name.upper(): field for field in fields()}
_SECRETS = {name for name, field in _SETTINGS.items() if field.metadata["secret"]}
# The operator's secrets that are no settings themselves: a setting names the file of each.
_SECRET_FILES = {"KEY_PEPPER": "KEY_PEPPER_FILE", "BOOTSTRAP_ADMIN_KEY": "BOOTSTRAP_ADMIN_KEY_FILE"}
_LOOKS_SECRET = re.compile(
    r"\b(?:sk|sess|pk)-[A-Za-z0-9_-]{8,}|://[^/\s:@]+:[^/\s@]+@|BEGIN [A-Z ]*PRIVATE KEY"
)
_USER = 10001
# From the end of the last response to the end of the process.
# Jobs are released, and rows are written to a database that may be recovering.
_CLOSING_SECONDS = 20
_IMAGE = {"HOST": "0.0.0.0", "DATABASE_URL": "sqlite:////data/llm-backend.db"}


def probes(manifests: Manifests) -> Iterator[str]:
    """Every server has a startup, a liveness and a readiness probe, and ours use existing pages."""
    pages = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    for pod in manifests.pods():
        if pod.kind != "Deployment":
            continue
        for container in pod.spec["containers"]:
            ports = {port["name"] for port in container.get("ports", [])}
            for name, page in pages.items():
                request = container.get(name, {}).get("httpGet", {})
                if request.get("port") not in ports:
                    yield f"{pod.owner}: no {name} on one of its ports"
                elif pod.ours and request["path"] != page:
                    yield f"{pod.owner}: {name} requests {request['path']}, not {page}"


def limits(manifests: Manifests) -> Iterator[str]:
    """Every container has requests and limits; every scratch volume has a size limit."""
    for pod in manifests.pods():
        for container in pod.containers:
            resources = container.get("resources", {})
            for kind in ("requests", "limits"):
                if set(resources.get(kind, {})) < {"cpu", "memory"}:
                    yield f"{pod.owner}/{container['name']}: no {kind} of cpu and memory"
        for volume in pod.spec.get("volumes", []):
            if "emptyDir" in volume and "sizeLimit" not in volume["emptyDir"]:
                yield f"{pod.owner}: the volume {volume['name']} has no size limit"


def confined(manifests: Manifests) -> Iterator[str]:
    """No root user, no privileges, no service account token, a read-only root file system."""
    for pod in manifests.pods():
        security = pod.spec.get("securityContext", {})
        if security.get("runAsNonRoot") is not True or security.get("runAsUser") != _USER:
            yield f"{pod.owner}: must run as user {_USER}"
        if security.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{pod.owner}: no seccomp profile"
        if pod.spec.get("automountServiceAccountToken") is not False:
            yield f"{pod.owner}: gets a service account token"
        for container in pod.containers:
            actual = container.get("securityContext", {})
            required: JsonObject = {
                "readOnlyRootFilesystem": True,
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
            }
            if actual != required:
                yield f"{pod.owner}/{container['name']}: its security context is {actual}"


def secrets(manifests: Manifests) -> Iterator[str]:
    """No secret stands in plain text; only secret settings come from a Secret, each under its own name."""
    if manifests.of("Secret"):
        yield "a Secret is among the manifests"
    for text in _texts(manifests.objects):
        if _LOOKS_SECRET.search(text):
            yield f"looks like a secret: {text[:40]}"
    for pod in manifests.pods():
        for container in _programs(pod):
            for name in manifests.configuration(container).keys() & _SECRETS:
                yield f"{pod.owner}/{container['name']}: {name} is a secret in plain text"
            for entry in container.get("env", []):
                key = entry.get("valueFrom", {}).get("secretKeyRef", {}).get("key")
                if key is not None and (key != entry["name"] or key not in _SECRETS):
                    yield (
                        f"{pod.owner}/{container['name']}: {entry['name']} takes the key {key},"
                        " which is not a secret setting of that name"
                    )


def secret_files(manifests: Manifests) -> Iterator[str]:
    """A setting for a secret's file names a mounted file, and every mounted secret has such a setting."""
    configured = manifests.configuration(manifests.server().spec["containers"][0])
    mounted = _mounted_secrets(manifests.server())
    for key, file in mounted.items():
        if configured.get(_SECRET_FILES.get(key, "")) != file:
            yield f"{key} is mounted as {file}, but no setting names that file"
    for setting in _SECRET_FILES.values():
        if setting in configured and configured[setting] not in mounted.values():
            yield f"{setting} names {configured[setting]}, which is not mounted"


def settings(manifests: Manifests) -> Iterator[str]:
    """Every variable is a setting, and the server accepts its value."""
    for pod in manifests.pods():
        for container in _programs(pod):
            configured = manifests.configuration(container)
            referenced = {i["name"] for i in container.get("env", []) if "valueFrom" in i}
            for name in sorted((configured.keys() | referenced) - _SETTINGS.keys()):
                yield f"{pod.owner}/{container['name']}: {name} is not a setting"
            try:
                load(_environment(manifests, container))
            except SettingsError as error:
                yield f"{pod.owner}/{container['name']}: {error}"


def drain(manifests: Manifests) -> Iterator[str]:
    """The pod leaves the service first; then requests and background responses share DRAIN_SECONDS."""
    pod = manifests.server()
    container = pod.spec["containers"][0]
    before = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
    if before < 5:
        yield "preStop must wait until the service has removed the pod"
    drain_seconds = load(_environment(manifests, container)).drain_seconds
    if drain_seconds < 60:
        yield f"DRAIN_SECONDS={drain_seconds}: streams last minutes"
    minimum = before + drain_seconds + _CLOSING_SECONDS
    if pod.spec.get("terminationGracePeriodSeconds", 30) < minimum:
        yield f"terminationGracePeriodSeconds must be at least {minimum}"


def network(manifests: Manifests) -> Iterator[str]:
    """A network policy covers every pod in both directions and allows callers, not everyone, at its port."""
    for pod in manifests.pods():
        policies = [
            p for p in manifests.of("NetworkPolicy") if _matches(p["spec"]["podSelector"], pod.labels)
        ]
        directions = {direction for policy in policies for direction in policy["spec"].get("policyTypes", [])}
        if directions != {"Ingress", "Egress"}:
            yield f"{pod.owner}: no network policy for both directions"
        if pod.kind == "Deployment":
            allowed = {
                port["port"]
                for policy in policies
                for entry in policy["spec"].get("ingress", [])
                for port in entry.get("ports", [])
            }
            ports = {port["name"] for port in pod.spec["containers"][0]["ports"]}
            if not ports <= allowed:
                yield f"{pod.owner}: no ingress is allowed at {sorted(ports - allowed)}"
        if any("from" not in e for p in policies for e in p["spec"].get("ingress", [])):
            yield f"{pod.owner}: ingress is allowed from everywhere"


def services(manifests: Manifests) -> Iterator[str]:
    """A service selects the pods of one deployment only and targets one of their ports."""
    for service in manifests.of("Service"):
        name = service["metadata"]["name"]
        selected = [
            pod
            for pod in manifests.pods()
            if _matches({"matchLabels": service["spec"]["selector"]}, pod.labels)
        ]
        if [(pod.owner, pod.kind) for pod in selected] != [(name, "Deployment")]:
            yield f"the service {name} selects {[pod.owner for pod in selected]}"
            continue
        ports = {port["name"] for port in selected[0].spec["containers"][0]["ports"]}
        for port in service["spec"]["ports"]:
            if port["targetPort"] not in ports:
                yield f"the service {name} targets {port['targetPort']}, which its pods do not have"


def replicas(manifests: Manifests) -> Iterator[str]:
    """SQLite: one pod, which ends before the next starts.

    PostgreSQL: at least two pods, scaled by CPU and open streams and protected by a disruption budget.
    """
    server = manifests.one("Deployment", "llm-backend")["spec"]
    scalers, budgets, jobs = (
        manifests.of(k) for k in ("HorizontalPodAutoscaler", "PodDisruptionBudget", "Job")
    )
    container = manifests.server().spec["containers"][0]
    if _environment(manifests, container)["DATABASE_URL"].startswith("sqlite"):
        if server.get("replicas") != 1 or server["strategy"] != {"type": "Recreate"} or scalers:
            yield "SQLite allows one pod, which must end before the next starts"
        if not any("persistentVolumeClaim" in volume for volume in manifests.server().spec["volumes"]):
            yield "SQLite's volume is lost with the pod"
        return
    if "replicas" in server:
        yield "replicas beside an autoscaler reset its scale at every update"
    for scaler in scalers:
        target = scaler["spec"]["scaleTargetRef"]
        if target != {"apiVersion": "apps/v1", "kind": "Deployment", "name": "llm-backend"}:
            yield f"the autoscaler's target is {target}"
        metrics = {
            m.get("resource", m.get("pods", {}).get("metric", {})).get("name")
            for m in scaler["spec"]["metrics"]
        }
        if metrics != {"cpu", OPEN_STREAMS}:
            yield f"the autoscaler reads {metrics}"
    minimum = min((scaler["spec"].get("minReplicas", 1) for scaler in scalers), default=0)
    if minimum < 2:
        yield "there must be at least two replicas"
    labels = manifests.server().labels
    if [_matches(b["spec"]["selector"], labels) and b["spec"].get("maxUnavailable") for b in budgets] != [1]:
        yield "one disruption budget must allow the eviction of one server pod at a time"
    if [job["spec"]["template"]["spec"]["containers"][0].get("args") for job in jobs] != [["migrate"]]:
        yield "one job must migrate the database"


def migrations(manifests: Manifests) -> Iterator[str]:
    """A migration uses the server's image and database."""
    server = manifests.server().spec["containers"][0]
    found = [c for pod in manifests.pods() for c in _programs(pod) if c["args"] == ["migrate"]]
    if not found:
        yield "nothing migrates the database"
    for container in found:
        if container["image"] != server["image"]:
            yield f"{container['name']} has the image {container['image']}, the server {server['image']}"
        if _database(container) != _database(server):
            yield f"{container['name']} migrates another database than the server's"


def images(manifests: Manifests) -> Iterator[str]:
    """Every image has a tag other than `latest`."""
    for pod in manifests.pods():
        for container in pod.containers:
            _, _, tag = container["image"].rpartition("/")[2].partition(":")
            if tag in ("", "latest"):
                yield f"{pod.owner}/{container['name']}: {container['image']} has no fixed tag"


def references(manifests: Manifests) -> Iterator[str]:
    """Referenced config maps, claims and volumes exist; the only Secret is the operator's."""
    for pod in manifests.pods():
        volumes = {volume["name"]: volume for volume in pod.spec.get("volumes", [])}
        for container in pod.containers:
            for mount in container.get("volumeMounts", []):
                if mount["name"] not in volumes:
                    yield f"{pod.owner}/{container['name']}: no volume {mount['name']}"
        for container in _programs(pod):
            if not any(mount["mountPath"] == "/data" for mount in container.get("volumeMounts", [])):
                yield f"{pod.owner}/{container['name']}: /data is not writable"
        for kind, name in _references(pod):
            if kind == "Secret" and name != "llm-backend":
                yield f"{pod.owner}: the Secret {name} is not the operator's"
            if kind != "Secret" and not any(i["metadata"]["name"] == name for i in manifests.of(kind)):
                yield f"{pod.owner}: no {kind} {name}"


def chatbot_ui(manifests: Manifests) -> Iterator[str]:
    """chatbot-ui calls our service by a name that the server accepts."""
    for pod in manifests.pods():
        if pod.owner == "chatbot-ui":
            host = manifests.configuration(pod.spec["containers"][0]).get("OPENAI_API_HOST", "")
            service = manifests.one("Service", "llm-backend")
            if host != f"http://llm-backend:{service['spec']['ports'][0]['port']}":
                yield f"OPENAI_API_HOST is {host}"
            if (
                "llm-backend"
                not in load(_environment(manifests, manifests.server().spec["containers"][0])).allowed_hosts
            ):
                yield "ALLOWED_HOSTS lacks llm-backend, the host that chatbot-ui uses"


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(probes, limits, confined, secrets, secret_files, settings, drain, network, services, replicas),
        *(migrations, images, references, chatbot_ui),
    )
}


def _programs(pod: Pod) -> list[JsonObject]:
    """The containers that run our program."""
    return [c for c in pod.containers if pod.ours and c.get("args") in (["serve"], ["migrate"])]


def _environment(manifests: Manifests, container: JsonObject) -> dict[str, str]:
    """The container's environment: the image's defaults, placeholders of secrets, the plain variables."""
    placeholders = {i["name"]: "placeholder" for i in container.get("env", []) if "valueFrom" in i}
    if "DATABASE_URL" in placeholders:
        placeholders["DATABASE_URL"] = "postgresql://user:password@database/llm"
    placeholders.pop("UPSTREAM_API_KEY", None)  # optional, and only with UPSTREAM_URL
    return _IMAGE | placeholders | manifests.configuration(container)


def _database(container: JsonObject) -> list[JsonObject]:
    return [entry for entry in container.get("env", []) if entry["name"] == "DATABASE_URL"]


def _mounted_secrets(pod: Pod) -> dict[str, str]:
    """Key of the Secret -> its file in the server's container."""
    container = pod.spec["containers"][0]
    files: dict[str, str] = {}
    for volume in pod.spec.get("volumes", []):
        for mount in container.get("volumeMounts", []):
            if "secret" in volume and mount["name"] == volume["name"]:
                files |= {i["key"]: f"{mount['mountPath']}/{i['path']}" for i in volume["secret"]["items"]}
    return files


def _references(pod: Pod) -> Iterator[tuple[str, str]]:
    for container in pod.containers:
        for source in container.get("envFrom", []):
            yield "ConfigMap", source["configMapRef"]["name"]
        for entry in container.get("env", []):
            if "secretKeyRef" in entry.get("valueFrom", {}):
                yield "Secret", entry["valueFrom"]["secretKeyRef"]["name"]
    for volume in pod.spec.get("volumes", []):
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
        if "secret" in volume:
            yield "Secret", volume["secret"]["secretName"]
        if "persistentVolumeClaim" in volume:
            yield "PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"]


def _matches(selector: JsonObject, labels: Mapping[str, str]) -> bool:
    required: dict[str, str] = selector.get("matchLabels", {})
    return required.items() <= labels.items()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
