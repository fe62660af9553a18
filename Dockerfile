# Builds with docker (BuildKit), podman or buildah; see docs/deploy.md. BASE needs python3, 3.11 or newer,
# with venv. To pin it: --build-arg BASE=python:3.11-slim-bookworm@sha256:…, with the digest of
# docker buildx imagetools inspect python:3.11-slim-bookworm --format '{{.Manifest.Digest}}'.
ARG BASE=python:3.11-slim-bookworm

# The locked dependencies. A builder behind a package mirror passes its pip.conf and certificates as secrets.
FROM ${BASE} AS dependencies
COPY requirements/run.txt /src/requirements/run.txt
RUN --mount=type=secret,id=pip.conf,target=/etc/pip.conf --mount=type=secret,id=ca.pem \
    python3 -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r /src/requirements/run.txt

# The project itself, apart from its dependencies: a change of it is a small layer.
FROM dependencies AS project
COPY pyproject.toml README.md /src/
COPY app /src/app
COPY generated /src/generated
COPY migrations /src/migrations
RUN /opt/venv/bin/python -m pip install --no-cache-dir --no-index --no-deps --no-build-isolation \
    --target /opt/llm-backend /src

# Without the packages that only the installation needs.
FROM dependencies AS trimmed
RUN /opt/venv/bin/python -m pip uninstall --yes \
    hatchling packaging pathspec pluggy tomlkit trove-classifiers pip setuptools \
    && mkdir -m 700 /data

FROM ${BASE}
COPY --from=trimmed /opt/venv /opt/venv
COPY --from=project /opt/llm-backend /opt/llm-backend
COPY --from=trimmed --chown=10001:10001 /data /data
# The root file system may be read-only: the database, spooled uploads and the keys' pepper are on the volume.
# HOST is every address, so AUTH=open is refused until ALLOW_OPEN=true confirms that the network is private.
ENV PATH=/opt/llm-backend/bin:/opt/venv/bin:$PATH \
    PYTHONPATH=/opt/llm-backend \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    TMPDIR=/data \
    HOST=0.0.0.0 \
    DATABASE_URL=sqlite:////data/llm-backend.db \
    SPOOL_DIR=/data
VOLUME /data
WORKDIR /data
USER 10001:10001
EXPOSE 8080
# Running answers end within DRAIN_SECONDS; the engine must wait longer than that before it kills.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["/opt/venv/bin/python", "-I", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8080') + '/healthz', timeout=4)"]
ENTRYPOINT ["/opt/llm-backend/bin/llm-backend"]
CMD ["serve"]
