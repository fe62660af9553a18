"""What the help of each command says below its options."""

from __future__ import annotations

EXAMPLES = """examples:
  llm-backend serve                                   a chat without a key: the built-in model answers
  llm-backend serve --upstream http://127.0.0.1:11434
                                                      any OpenAI-compatible server answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend mock --port 8090                        valid examples for every operation
  llm-backend keys create --project Default --name laptop
                                                      a key for AUTH=keys, displayed once
  llm-backend doctor                                  check the settings and everything that they name

`llm-backend COMMAND --help` has more. Each setting is an option, a variable of the environment and a line of
llm-backend.toml: `llm-backend serve --help` lists them.
"""

SERVE = """examples:
  llm-backend serve                                   the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend serve --upstream http://127.0.0.1:11434 --port 9000
  llm-backend serve --upstreams-file upstreams.toml   several upstreams: docs/upstreams.md
  llm-backend serve --host 0.0.0.0 --auth keys        for other machines, with keys of `llm-backend keys`
  DATABASE_URL=postgresql://user:password@host/name llm-backend serve --migrate

After SIGTERM or Ctrl-C open requests have DRAIN_SECONDS to end.
"""

MOCK = """examples:
  llm-backend mock --port 8090
  curl http://127.0.0.1:8090/v1/models
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-status: 429'       an error on demand
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-delay-ms: 3000'    a slow answer

It accepts any key and needs no database and no upstream.
"""

MIGRATE = """examples:
  llm-backend migrate                                 SQLite in the folder of the state
  llm-backend migrate --plan                          what it would do, and how many rows that concerns
  DATABASE_URL=postgresql://user:password@host/name llm-backend migrate

`serve` does so itself with SQLite. Otherwise run it before each new version, or `serve --migrate`; it is
idempotent, and needs the permission to create tables.
"""

BACKUP = """examples:
  llm-backend backup backup.db                        of SQLite, also while it serves
  DATABASE_URL=postgresql://user@host/name llm-backend backup x.dump
                                                      prints the command of PostgreSQL that does it

The file must not exist yet. `llm-backend restore` restores it.
"""

RESTORE = """examples:
  llm-backend restore backup.db                       to SQLite in var/llm-backend.db, while no server uses it
  DATABASE_URL=postgresql://user@host/name llm-backend restore x.dump
                                                      prints the command of PostgreSQL that does it

The file is checked first. The database before gets another name beside it.
"""

KEYS = """examples:
  llm-backend keys create --project team-a --new-project --name laptop
  llm-backend keys list
  llm-backend keys revoke key_...

Keys are required with AUTH=keys.
"""

USERS = """examples:
  llm-backend users create ann@example.com
  llm-backend users create ben@example.com --name Ben --role owner
  llm-backend users list

docs/organization.md describes what users are for.
"""

ADOPT = """examples:
  llm-backend projects adopt --project team-a --dry-run
  llm-backend projects adopt --project team-a

Moves what calls with AUTH=open stored, which belongs to the project Default, to another project: chats,
responses, conversations and usage records, in small transactions, also while a server runs. A run that was
stopped is continued by the next one.
"""

CREATE = """examples:
  llm-backend keys create --project Default --name laptop
  llm-backend keys create --project team-a --new-project --name ci --kind service_account
  llm-backend keys create --project team-a --user ann@example.com --name laptop
  llm-backend keys create --kind admin --name operator
"""

CREATE_USER = """examples:
  llm-backend users create ann@example.com
  llm-backend users create ben@example.com --name Ben --role owner
"""

LIST_USERS = """examples:
  llm-backend users list
"""

LIST = """examples:
  llm-backend keys list
  llm-backend keys list --project team-a
"""

REVOKE = """examples:
  llm-backend keys revoke key_...                     every replica rejects it within a second
"""

DOCTOR = """examples:
  llm-backend doctor
  OPENAI_API_KEY=sk-... llm-backend doctor            with the settings of `serve`
  docker exec llm-backend llm-backend doctor
  llm-backend doctor --try                            also sends each upstream a chat, the engine a query
  llm-backend doctor --try gpt-4o-mini                the same, with this model

It changes nothing. The exit status is 1 if a line starts with FAIL.
"""
