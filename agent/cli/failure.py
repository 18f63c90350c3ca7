"""The outermost edge: every failure ends as one sentence and an exit code that scripts can use."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from agent.errors import DeskError
from config.home import find_home
from config.mistakes import SettingsError

FAILED, INTERRUPTED = 1, 130
_EXTRAS = {"psycopg": "postgres", "redis": "redis", "pika": "rabbitmq"}  # module: what installs it
_VALUED, _PLAIN = ("--home",), ("--debug",)


def guarded(arguments: Sequence[str], run: Callable[[list[str]], None] | None = None) -> int:
    """Run the command line (`run` in tests); return its exit code. Nothing but `--debug` ever shows a traceback."""
    ordered = globals_first(arguments)
    try:
        (run or _run)(ordered)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    except (DeskError, SettingsError) as error:
        return _say(str(error))
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").partition(".")[0])
        return _say(_not_installed(extra)) if extra else _unforeseen(error, ordered)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the outermost edge: what nobody foresaw is logged and told
        return _unforeseen(error, ordered)
    return 0


def _not_installed(extra: str) -> str:
    return f"agency.toml asks for {extra}, which is not installed; run: pip install 'delivery-desk[{extra}]'"


def _run(arguments: list[str]) -> None:
    from agent.cli.app import build

    build()(args=arguments, prog_name="desk")


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the options that every command shares to the front, so that they may stand anywhere."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first, rest = [], []
    remaining: Iterator[str] = iter(arguments[:end])
    for word in remaining:
        if word in _VALUED:
            first += [word, *[value for value in [next(remaining, None)] if value is not None]]
        elif word in _PLAIN or word.startswith(tuple(f"{name}=" for name in _VALUED)):
            first.append(word)
        else:
            rest.append(word)
    return [*first, *rest, *arguments[end:]]


def _say(sentence: str) -> int:
    sys.stderr.write(sentence.rstrip() + "\n")
    return FAILED


def _unforeseen(error: Exception, arguments: Sequence[str]) -> int:
    """Log what nobody foresaw and say where; `--debug` shows it at once."""
    details = "".join(traceback.format_exception(error))
    if "--debug" in arguments:
        return _say(details)
    kept = _keep(details, arguments)
    where = f"the details are in {kept}" if kept else "call it again with --debug to see the details"
    return _say(f"desk met an error it does not know ({type(error).__name__}); {where}.")


def _keep(details: str, arguments: Sequence[str]) -> Path | None:
    """Append the details to the home's error log, or to one among the temporary files; None where neither takes it."""
    home = find_home(_named_home(arguments))
    fallback = Path(tempfile.gettempdir()) / f"desk-errors-{os.getuid()}.log"
    for file in (home.error_log, fallback) if home.settings_file.exists() else (fallback,):
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), "a") as log:
                log.write(f"{details}\n")
        except OSError:
            continue
        return file
    return None


def _named_home(arguments: Sequence[str]) -> Path | None:
    named = [value for option, value in pairwise(arguments) if option == "--home"]
    named += [word.partition("=")[2] for word in arguments if word.startswith("--home=")]
    return Path(named[0]) if named else None
