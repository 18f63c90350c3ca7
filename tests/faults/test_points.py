"""No step that changes something outside memory stands without a named point on both sides, and each is exercised."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outbox.failpoints import POINTS as OF_THE_OUTBOX
from tests.faults.conftest import Stage
from tests.faults.points import discovered, name_of, sources
from tests.faults.test_freeze import AT_DRY_RUN, AT_KEYBOARD, AT_TOKEN
from tests.faults.test_kill import IN_DOUBT, POINTS
from tests.faults.test_kill_beside import KILLS, RUNS, in_books
from tests.faults.test_restore import AT_BACKUP, AT_FOLDER, AT_RESTORE, AT_THAW

_CRASHES_OF_MAILBOXES = Path(__file__).parents[1] / "inbox" / "test_mailbox_crashes.py"

# Steps that stand without points, each with its reason.
EXEMPT = {
    "outbox/heartbeat.py": "renews leases: a missed beat harms nothing, for the lease is checked again before the dot",
    "outbox/books.py:look": "a transaction that only reads",
}


# Units of work of planning and control at whose commit no journey ends the process yet: each is one transaction under
# a unique key, and is nudged again by its row. A new name does not belong here: write its kill.
NOT_KILLED_YET = (
    *("status.ask", "case.step", "command.free", "week.lead", "week.person", "mail.machine"),
    *("plan.try", "plan.made", "plan.failed"),
)


def _exercised() -> set[str]:
    killed = {point.partition(":")[0] for points in POINTS.values() for point in points}
    beside = {in_books(point) for point, _ in KILLS} | set(RUNS) | set(IN_DOUBT)
    folder = {point for point in OF_THE_OUTBOX if point.startswith("folder.")}  # tests/outbox/test_delivery_crashes.py
    written = ast.walk(ast.parse(_CRASHES_OF_MAILBOXES.read_text(encoding="utf-8")))
    mailboxes = {node.value for node in written if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    restored = {*AT_BACKUP, *AT_RESTORE, *AT_THAW, *AT_FOLDER}
    frozen = {*AT_DRY_RUN, *AT_TOKEN, *(point for point, _ in AT_KEYBOARD)}
    return killed | beside | folder | mailboxes | restored | frozen


def test_every_point_in_the_code_is_one_at_which_some_test_kills() -> None:
    missing = {f"{unit}.{side}_commit" for unit in NOT_KILLED_YET for side in ("before", "after")}
    assert discovered() - _exercised() == missing


def test_the_tests_name_no_point_that_is_gone() -> None:
    killed = {point.partition(":")[0] for points in POINTS.values() for point in points}
    assert killed - discovered() == set()
    assert len(discovered()) > 90


@pytest.mark.parametrize("journey", sorted(POINTS))
def test_a_journey_is_killed_at_every_point_it_passes(begun: Stage, journey: str) -> None:
    rig = begun(journey)
    trace = rig.folder / "trace"
    rig.agents.finish(replace(rig.order, trace=str(trace)))
    passed = {line.split()[0] for line in trace.read_text(encoding="utf-8").splitlines()}
    assert passed == {point.partition(":")[0] for point in POINTS[journey]}


def test_every_step_that_lasts_stands_between_two_points() -> None:
    bare = [where for file, tree in sources() for where in _bare(file, tree)]
    assert bare == []


def test_every_unit_of_work_says_the_name_of_its_point() -> None:
    nameless = [
        f"{_place(file)}:{node.lineno}"
        for file, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _opens_work(node)
        if not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert nameless == []


def _opens_work(node: ast.Call) -> bool:
    function = node.func
    return isinstance(function, ast.Attribute) and function.attr == "begin" and "store" in ast.unparse(function.value)


def _bare(file: Path, tree: ast.Module) -> Iterator[str]:
    """Yield the lasting steps of a module that lack a point before or after them in their function."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        where = f"{_place(file)}:{function.name}"
        if where in EXEMPT or _place(file) in EXEMPT:
            continue
        calls = [call for _, call in sorted(_calls(function), key=lambda found: found[0])]
        marks = [("point" if name_of(call) == "reach" else "step", call) for call in calls if _matters(file, call)]
        for at, (kind, call) in enumerate(marks):
            around = {marks[i][0] for i in (at - 1, at + 1) if 0 <= i < len(marks)}
            if kind == "step" and (at == 0 or at == len(marks) - 1 or around != {"point"}):
                yield f"{where}:{call.lineno} {ast.unparse(call)}"


def _calls(function: ast.FunctionDef) -> Iterator[tuple[tuple[float, int], ast.Call]]:
    """Yield the calls with the place where they take effect: `with engine.begin()` commits at the end of its block."""
    ends = {
        id(item.context_expr): node.end_lineno
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and name_of(node) == "begin":
            if (end := ends.get(id(node))) is not None:
                yield (end + 0.5, 0), node
        elif isinstance(node, ast.Call):
            yield (node.lineno, node.col_offset), node


def _matters(file: Path, call: ast.Call) -> bool:
    return name_of(call) == "reach" or _lasts(file, call)


def _lasts(file: Path, call: ast.Call) -> bool:
    """Return whether a call changes what outlives the process: a commit, a sync, a rename, a mailbox, SMTP."""
    name, text = name_of(call), ast.unparse(call.func)
    if name == "commit":
        return not call.args  # with a name it is the books' own, which sets the points itself
    if name == "begin":
        return not call.args
    if name in ("fsync", "rename", "renames", "link"):
        return True
    if name == "replace":  # of a path: one plain argument; texts take two, moments and dataclasses names
        return text == "os.replace" or (
            len(call.args) == 1 and not call.keywords and isinstance(call.func, ast.Attribute)
        )
    if text.startswith(("client.", "self._client.")):
        return name in ("move", "copy", "add_flags", "set_flags", "uid_expunge", "expunge", "create_folder", "append")
    return _place(file) == "outbox/transports/smtp.py" and name in ("_agree", "_read") and _is_step(call)


def _is_step(call: ast.Call) -> bool:
    """Return whether a call of the SMTP conversation is one of its big steps: DATA, or the dot."""
    text = ast.unparse(call)
    return "DATA" in text or text == "self._read(before_dot=False)"


def _place(file: Path) -> str:
    return str(file.relative_to(Path(__file__).parents[2].resolve()) if file.is_absolute() else file)
