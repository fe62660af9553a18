"""Runs samples of the reference page as a person does who copies them."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NODE = shutil.which("node")
NO_NODE = "no node on PATH"

# An answer that is an error fails the sample; so does an error in the middle of a pipe.
_SHELL = 'set -euo pipefail\ncurl() {{ command curl --fail-with-body -sS "$@"; }}\n{}\n'
# One process for all samples, so that the SDK is imported once. What they print is not of interest; stderr
# gets the report.
_PYTHON = """
import json, sys, traceback
failed = {}
for name, source in json.load(sys.stdin).items():
    try:
        exec(compile(source, name, "exec"), {"__name__": "__main__"})
    except Exception:
        failed[name] = traceback.format_exc()
sys.stderr.write(json.dumps(failed))
"""
# Each sample is a module of its own, so that its names are, too.
_JAVASCRIPT = """
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const failed = {};
for (const [name, source] of Object.entries(JSON.parse(Buffer.concat(chunks)))) {
  const checked = source + "\\nif (!answer.ok) throw new Error(answer.status);\\n";
  try {
    await import("data:text/javascript," + encodeURIComponent(checked));
  } catch (error) {
    failed[name] = String(error.stack);
  }
}
process.stderr.write(JSON.stringify(failed));
"""


@dataclass(frozen=True, slots=True)
class SampleRunner:
    """Runs in `folder`, where the files are that samples send, with the variables that samples read."""

    folder: Path
    variables: Mapping[str, str]

    async def failures(self, language: str, samples: Mapping[str, str]) -> dict[str, str]:
        """Name -> what went wrong, for each sample that fails."""
        if language == "curl":
            done = {
                name: await self._run(["/bin/bash", "-c", _SHELL.format(text)])
                for name, text in samples.items()
            }
            return {name: each.stdout + each.stderr for name, each in done.items() if each.returncode != 0}
        commands = {
            "Python": [sys.executable, "-W", "ignore", "-c", _PYTHON],
            "JavaScript": [str(NODE), "--input-type=module", "-e", _JAVASCRIPT],
        }
        process = await self._run(commands[language], json.dumps(samples))
        assert process.returncode == 0, process.stderr
        failed: dict[str, str] = json.loads(process.stderr)
        return failed

    async def _run(self, command: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
        return await asyncio.to_thread(
            subprocess.run,
            command,
            input=given,
            cwd=self.folder,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", **self.variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
