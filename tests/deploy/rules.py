"""Our own rules for manifests: each yields what is wrong."""

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
# A secret of the operator's that is no setting itself: its file is named by one.
_SECRET_FILES = {"KEY_PEPPER": "KEY_PEPPER_FILE", "BOOTSTRAP_ADMIN_KEY": "BOOTSTRAP_ADMIN_KEY_FILE"}
_LOOKS_SECRET = re.compile(
    r"\b(?:sk|sess|pk)-[A-Za-z0-9_-]{8,}|://[^/\s:@]+:[^/\s@]+@|BEGIN [A-Z ]*PRIVATE KEY"
)
_USER = 10001
# Between the end of the last answer and the end of the process.
# Jobs are given back, and rows written by a database that may be slow to come back.
_CLOSING_SECONDS = 20
_IMAGE = {"HOST": "0.0.0.0", "DATABASE_URL": "sqlite:////data/llm-backend.db"}


def probes(given: Manifests) -> Iterator[str]:
    """A server tells when it has started, whether it lives and whether it is ready, by pages that exist."""
    pages = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    for pod in given.pods():
        if pod.kind != "Deployment":
            continue
        for container in pod.spec["containers"]:
            ports = {port["name"] for port in container.get("ports", [])}
            for name, page in pages.items():
                request = container.get(name, {}).get("httpGet", {})
                if request.get("port") not in ports:
                    yield f"{pod.owner}: no {name} on a port of its own"
                elif pod.ours and request["path"] != page:
                    yield f"{pod.owner}: {name} asks for {request['path']}, not {page}"


def limits(given: Manifests) -> Iterator[str]:
    """Every container says what it needs and what it may take; every scratch volume has a size."""
    for pod in given.pods():
        for container in pod.containers:
            resources = container.get("resources", {})
            for kind in ("requests", "limits"):
                if set(resources.get(kind, {})) < {"cpu", "memory"}:
                    yield f"{pod.owner}/{container['name']}: no {kind} of cpu and memory"
        for volume in pod.spec.get("volumes", []):
            if "emptyDir" in volume and "sizeLimit" not in volume["emptyDir"]:
                yield f"{pod.owner}: the volume {volume['name']} has no size limit"


def confined(given: Manifests) -> Iterator[str]:
    """No root, no privilege, no token, a root file system that cannot be written."""
    for pod in given.pods():
        security = pod.spec.get("securityContext", {})
        if security.get("runAsNonRoot") is not True or security.get("runAsUser") != _USER:
            yield f"{pod.owner}: must run as user {_USER}"
        if security.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{pod.owner}: no seccomp profile"
        if pod.spec.get("automountServiceAccountToken") is not False:
            yield f"{pod.owner}: gets a token for the cluster"
        for container in pod.containers:
            own = container.get("securityContext", {})
            wanted: JsonObject = {
                "readOnlyRootFilesystem": True,
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
            }
            if own != wanted:
                yield f"{pod.owner}/{container['name']}: its security context is {own}"


def secrets(given: Manifests) -> Iterator[str]:
    """No secret in plain; what is taken from a Secret is one, under its setting's name."""
    if given.of("Secret"):
        yield "a Secret is among the manifests"
    for text in _texts(given.objects):
        if _LOOKS_SECRET.search(text):
            yield f"looks like a secret: {text[:40]}"
    for pod in given.pods():
        for container in _programs(pod):
            for name in given.configuration(container).keys() & _SECRETS:
                yield f"{pod.owner}/{container['name']}: {name} is a secret and stands in plain"
            for entry in container.get("env", []):
                key = entry.get("valueFrom", {}).get("secretKeyRef", {}).get("key")
                if key is not None and (key != entry["name"] or key not in _SECRETS):
                    yield f"{pod.owner}/{container['name']}: {entry['name']} is no secret setting by the name of {key}"


def secret_files(given: Manifests) -> Iterator[str]:
    """A setting that names a file of secrets names one that the pod has, and no other is mounted."""
    configured = given.configuration(given.server().spec["containers"][0])
    mounted = _mounted_secrets(given.server())
    for key, file in mounted.items():
        if configured.get(_SECRET_FILES.get(key, "")) != file:
            yield f"{key} is mounted as {file}, which no setting names"
    for setting in _SECRET_FILES.values():
        if setting in configured and configured[setting] not in mounted.values():
            yield f"{setting} names {configured[setting]}, which is not mounted"


def settings(given: Manifests) -> Iterator[str]:
    """Every name is a setting's, and the server takes the values."""
    for pod in given.pods():
        for container in _programs(pod):
            configured = given.configuration(container)
            taken = {i["name"] for i in container.get("env", []) if "valueFrom" in i}
            for name in sorted((configured.keys() | taken) - _SETTINGS.keys()):
                yield f"{pod.owner}/{container['name']}: {name} is no setting"
            try:
                load(_environment(given, container))
            except SettingsError as error:
                yield f"{pod.owner}/{container['name']}: {error}"


def drain(given: Manifests) -> Iterator[str]:
    """The pod leaves the service first, then answers and background responses get DRAIN_SECONDS together."""
    pod = given.server()
    container = pod.spec["containers"][0]
    before = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
    if before < 5:
        yield "preStop must wait until the service has forgotten the pod"
    drained = load(_environment(given, container)).drain_seconds
    if drained < 60:
        yield f"DRAIN_SECONDS={drained}: streams last minutes"
    least = before + drained + _CLOSING_SECONDS
    if pod.spec.get("terminationGracePeriodSeconds", 30) < least:
        yield f"terminationGracePeriodSeconds must be at least {least}"


def network(given: Manifests) -> Iterator[str]:
    """A policy selects every pod in both directions, and lets callers in at its port."""
    for pod in given.pods():
        policies = [p for p in given.of("NetworkPolicy") if _matches(p["spec"]["podSelector"], pod.labels)]
        both = {direction for policy in policies for direction in policy["spec"].get("policyTypes", [])}
        if both != {"Ingress", "Egress"}:
            yield f"{pod.owner}: no network policy for both directions"
        if pod.kind == "Deployment":
            let_in = {
                port["port"]
                for policy in policies
                for entry in policy["spec"].get("ingress", [])
                for port in entry.get("ports", [])
            }
            wanted = {port["name"] for port in pod.spec["containers"][0]["ports"]}
            if not wanted <= let_in:
                yield f"{pod.owner}: nobody is let in at {sorted(wanted - let_in)}"
        if pod.ours and any("from" not in e for p in policies for e in p["spec"].get("ingress", [])):
            yield f"{pod.owner}: everyone is let in"


def services(given: Manifests) -> Iterator[str]:
    """A service selects the pods of one deployment and nothing else, and its port is one of theirs."""
    for service in given.of("Service"):
        name = service["metadata"]["name"]
        selected = [
            pod for pod in given.pods() if _matches({"matchLabels": service["spec"]["selector"]}, pod.labels)
        ]
        if [(pod.owner, pod.kind) for pod in selected] != [(name, "Deployment")]:
            yield f"the service {name} selects {[pod.owner for pod in selected]}"
            continue
        ports = {port["name"] for port in selected[0].spec["containers"][0]["ports"]}
        for port in service["spec"]["ports"]:
            if port["targetPort"] not in ports:
                yield f"the service {name} sends to {port['targetPort']}, which its pods do not have"


def replicas(given: Manifests) -> Iterator[str]:
    """SQLite: one pod that lets go of its volume. PostgreSQL: at least two, scaled by CPU and open streams, never all evicted."""
    server = given.one("Deployment", "llm-backend")["spec"]
    scalers, budgets, jobs = (given.of(k) for k in ("HorizontalPodAutoscaler", "PodDisruptionBudget", "Job"))
    container = given.server().spec["containers"][0]
    if _environment(given, container)["DATABASE_URL"].startswith("sqlite"):
        if server.get("replicas") != 1 or server["strategy"] != {"type": "Recreate"} or scalers:
            yield "SQLite is for one pod, which must be gone before the next starts"
        if not any("persistentVolumeClaim" in volume for volume in given.server().spec["volumes"]):
            yield "SQLite's volume is lost with the pod"
        return
    if "replicas" in server:
        yield "replicas beside an autoscaler undo what it did, at every update"
    for scaler in scalers:
        target = scaler["spec"]["scaleTargetRef"]
        if target != {"apiVersion": "apps/v1", "kind": "Deployment", "name": "llm-backend"}:
            yield f"the autoscaler's target is {target}"
        read = {
            m.get("resource", m.get("pods", {}).get("metric", {})).get("name")
            for m in scaler["spec"]["metrics"]
        }
        if read != {"cpu", OPEN_STREAMS}:
            yield f"the autoscaler reads {read}"
    least = min((scaler["spec"].get("minReplicas", 1) for scaler in scalers), default=0)
    if least < 2:
        yield "there must be two replicas at least"
    labels = given.server().labels
    if [_matches(b["spec"]["selector"], labels) and b["spec"].get("maxUnavailable") for b in budgets] != [1]:
        yield "one disruption budget must let one of the servers' pods go at a time"
    if [job["spec"]["template"]["spec"]["containers"][0].get("args") for job in jobs] != [["migrate"]]:
        yield "one job must migrate the database"


def migrations(given: Manifests) -> Iterator[str]:
    """What migrates has the server's image and database."""
    server = given.server().spec["containers"][0]
    found = [c for pod in given.pods() for c in _programs(pod) if c["args"] == ["migrate"]]
    if not found:
        yield "nothing migrates the database"
    for container in found:
        if container["image"] != server["image"]:
            yield f"{container['name']} has the image {container['image']}, the server {server['image']}"
        if _database(container) != _database(server):
            yield f"{container['name']} migrates another database than the server's"


def images(given: Manifests) -> Iterator[str]:
    """Every image has a tag, and not the one that always moves; ours is one for all."""
    for pod in given.pods():
        for container in pod.containers:
            _, _, tag = container["image"].rpartition("/")[2].partition(":")
            if tag in ("", "latest"):
                yield f"{pod.owner}/{container['name']}: {container['image']} has no tag of its own"


def references(given: Manifests) -> Iterator[str]:
    """Config maps, claims and volumes that are named are there; the only Secret is the operator's."""
    for pod in given.pods():
        volumes = {volume["name"]: volume for volume in pod.spec.get("volumes", [])}
        for container in pod.containers:
            for mount in container.get("volumeMounts", []):
                if mount["name"] not in volumes:
                    yield f"{pod.owner}/{container['name']}: no volume {mount['name']}"
        for container in _programs(pod):
            if not any(mount["mountPath"] == "/data" for mount in container.get("volumeMounts", [])):
                yield f"{pod.owner}/{container['name']}: /data cannot be written"
        for kind, name in _named(pod):
            if kind == "Secret" and name != "llm-backend":
                yield f"{pod.owner}: nobody makes the Secret {name}"
            if kind != "Secret" and not any(i["metadata"]["name"] == name for i in given.of(kind)):
                yield f"{pod.owner}: no {kind} {name}"


def chatbot_ui(given: Manifests) -> Iterator[str]:
    """It is sent to our service, under a name that the server goes by."""
    for pod in given.pods():
        if pod.owner == "chatbot-ui":
            host = given.configuration(pod.spec["containers"][0]).get("OPENAI_API_HOST", "")
            service = given.one("Service", "llm-backend")
            if host != f"http://llm-backend:{service['spec']['ports'][0]['port']}":
                yield f"OPENAI_API_HOST is {host}"
            if (
                "llm-backend"
                not in load(_environment(given, given.server().spec["containers"][0])).allowed_hosts
            ):
                yield "ALLOWED_HOSTS has no llm-backend, by which chatbot-ui calls"


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(probes, limits, confined, secrets, secret_files, settings, drain, network, services, replicas),
        *(migrations, images, references, chatbot_ui),
    )
}


def _programs(pod: Pod) -> list[JsonObject]:
    """The containers in which our program runs."""
    return [c for c in pod.containers if pod.ours and c.get("args") in (["serve"], ["migrate"])]


def _environment(given: Manifests, container: JsonObject) -> dict[str, str]:
    """The container's, with the image's below it and the operator's secrets made up."""
    made_up = {i["name"]: "made-up" for i in container.get("env", []) if "valueFrom" in i}
    if "DATABASE_URL" in made_up:
        made_up["DATABASE_URL"] = "postgresql://user:password@database/llm"
    made_up.pop("UPSTREAM_API_KEY", None)  # optional, and only with UPSTREAM_URL
    return _IMAGE | made_up | given.configuration(container)


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


def _named(pod: Pod) -> Iterator[tuple[str, str]]:
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
    wanted: dict[str, str] = selector.get("matchLabels", {})
    return wanted.items() <= labels.items()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
