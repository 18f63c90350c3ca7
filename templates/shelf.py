"""Letter templates on the disk: found in an agency's own folder first, compiled once, rendered in a sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from templates.formats import date_text, money_text, number_text
from templates.inlining import inlined
from templates.plain import ELLIPSIS, SUBJECT_LIMIT, ZERO_WIDTH_SPACE, clean

BUILT_IN = Path(__file__).parent / "email"
SUBJECT, TEXT, HTML = PARTS = ("subject.txt", "body.txt", "body.html")
NO_REASON = "the letter does not say why the reader gets it"

_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_LINE_END = re.compile(r"[ \t]+$", re.M)
_AUTOESCAPE = re.compile(r"\{%[-+]?\s*autoescape\b")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in words; `why` is the line that says why the reader gets it, which text and html also carry."""

    subject: str
    text: str
    html: str
    why: str


class Shelf:
    """The templates of `folders`, an earlier folder before a later one; raises what a broken template raises."""

    def __init__(self, folders: tuple[Path, ...], style: bool = True) -> None:
        self._text = _environment(folders, html=False, style=False)
        self._html = _environment(folders, html=True, style=style)

    def render(self, kind: str, context: Mapping[str, object]) -> Rendered:
        """Render one letter; `context` holds only harmless values (see `templates.plain.harmless`)."""
        subject = clean(self._text.get_template(f"{kind}/{SUBJECT}").render(context), SUBJECT_LIMIT)
        subject = subject.replace(ZERO_WIDTH_SPACE, "")
        context = {**context, "subject": subject}
        words: Any = self._text.get_template(f"{kind}/{TEXT}").make_module(context)
        why = str(getattr(words, "why", "")).strip()
        if not why:
            raise TemplateRuntimeError(NO_REASON)
        frame = {**context, "why": why, "signed": str(getattr(words, "signed", "")).strip()}
        text = self._text.get_template("layout.txt").render(frame, body=str(words).strip())
        body = Markup(self._html.get_template(f"{kind}/{HTML}").render(context))  # noqa: S704 - escaped by its template
        html = self._html.get_template("layout.html").render(frame, body=body)
        return Rendered(subject, _tidy(text), html, why)


class _Folders(BaseLoader):
    """Reads templates from folders; html gets the style sheet of the nearest folder put in."""

    def __init__(self, folders: tuple[Path, ...], style: bool) -> None:
        self._folders = folders
        self._style = style

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return the source, its file and that it never goes stale; raise TemplateNotFound (Jinja's contract)."""
        path = self._find(template)
        source = path.read_text(encoding="utf-8-sig")  # some editors put a mark before the text
        if found := _AUTOESCAPE.search(source):
            line = source.count("\n", 0, found.start()) + 1
            raise TemplateSyntaxError("escaping is fixed and cannot be switched", line, template, str(path))
        if self._style and template.endswith(".html"):
            source = inlined(source, self._find("letter.css").read_text(encoding="utf-8"))
        return source, str(path), lambda: True

    def _find(self, template: str) -> Path:
        pieces = split_template_path(template)  # refuses ".."
        for folder in self._folders:
            path = folder.joinpath(*pieces)
            if path.is_file():
                return path
        raise TemplateNotFound(template)


def _environment(folders: tuple[Path, ...], *, html: bool, style: bool) -> Environment:
    environment = SandboxedEnvironment(
        loader=_Folders(folders, style),
        autoescape=html,  # by what is rendered, never by a file's name
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    for name in ("safe", "urlize"):  # the two that would let a document's words become markup or links
        del environment.filters[name]
    environment.filters.update(
        date=_date,
        money=_money,
        number=_number,
        short=_short,
        first_name=_first_name,
        plural=_plural,
        query=_query,
        stop=_stop,
    )
    environment.filters["whole"] = _whole if html else str
    return environment


@pass_context
def _date(context: Context, day: date) -> str:
    return date_text(day, str(context["locale"]))


@pass_context
def _money(context: Context, amount: Decimal, currency: str | None) -> str:
    return money_text(amount, currency, str(context["locale"]))


@pass_context
def _number(context: Context, number: Decimal | int) -> str:
    return number_text(number, str(context["locale"]))


def _stop(text: str) -> str:
    """End a sentence: "Acme Ltd." has its full stop already."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."


def _short(text: str, limit: int = 140) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def _first_name(name: str) -> str:
    """Return how to greet somebody: "Ana" for "Ana de Vries" and for "de Vries, Ana"."""
    given = name.partition(",")[2] or name
    return (given.split() or [""])[0]


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _whole(text: str) -> Markup:
    """Return `text` so that no line ends inside it."""
    return Markup('<span style="white-space: nowrap">{}</span>').format(text)


def _query(text: str) -> Markup:
    """Return `text` as a part of a mailto link (RFC 6068, section 2)."""
    return Markup(quote(str(text).replace(ZERO_WIDTH_SPACE, ""), safe="@"))  # noqa: S704 - percent-encoded


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _LINE_END.sub("", text)).strip() + "\n"
