"""Reads a Word template as its author sees it and names what will not work."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from templates.fault import TemplateFault
from templates.word.engine import environment, fill, patcher
from templates.word.names import unknown_names
from templates.word.offers import OFFERS, Offer, sample
from templates.word.paragraphs import TAG, Part, Tag, read_parts, read_unfilled
from templates.word.placement import Found, broken_braces, split_tags, swallowing, unbalanced

if TYPE_CHECKING:
    from jinja2 import nodes

_ENDS = {"if": "{% endif %}", "for": "{% endfor %}", "with": "{% endwith %}", "filter": "{% endfilter %}"}
_NOT_ALONE = {"set", "else", "macro", "call", "raw", "autoescape", "cellbg", "colspan", "vm", "hm"}


def check_word(path: Path) -> tuple[TemplateFault, ...]:
    """Return what is wrong with the Word template at `path`, named by its file name; nothing for one that works."""
    offer = OFFERS.get(path.stem)
    if offer is None:
        advice = f"no document has this name; the documents are {', '.join(f'{name}.docx' for name in OFFERS)}"
        return (TemplateFault(path.name, path.stem, advice),)
    document = _open(path)
    if document is None:
        advice = "this file does not open as a Word document; save it in Word as .docx"
        return (TemplateFault(path.name, path.name, advice),)
    found = [*_look(document, offer)]
    if not found:
        found = [*_try(path, offer)]
    return tuple(TemplateFault(path.name, phrase, advice) for phrase, advice in dict.fromkeys(found))


def _open(path: Path) -> Any:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return Document(str(path))
    except (OpcError, LxmlError, zipfile.BadZipFile, OSError, KeyError, ValueError, AttributeError):
        return None


def _look(document: Any, offer: Offer) -> Iterator[Found]:
    """Yield the mistakes that show without filling the template; a rule waits until those before it are content."""
    patch = patcher()
    for phrase, place in read_unfilled(document):
        yield phrase, f"a tag in {place} is never filled; take it out"
    for part in read_parts(document):
        found = [*broken_braces(part, offer), *swallowing(part)]
        found += unbalanced(part) if not found else ()
        found += _misspelt(part)
        found += split_tags(part, patch) if not found else ()
        found += _unknown(part, offer, patch) if not found else ()
        where = "" if part.name == "the text" else f" (in {part.name})"
        yield from ((phrase, advice + where) for phrase, advice in found)


def _misspelt(part: Part) -> Iterator[Found]:
    """Find tags whose inside is not an expression or a statement of the template language."""
    from jinja2 import TemplateSyntaxError

    for line in part.lines:
        for tag in line.tags():
            source = _alone(tag)
            try:
                environment().parse(source)
            except TemplateSyntaxError as error:
                yield tag.phrase, f"this tag cannot be understood: {error.message}"


def _alone(tag: Tag) -> str:
    """Return a tag as a template of its own, its block closed."""
    if tag.opening == "{{":
        return f"{{{{ {tag.body} }}}}"
    if tag.keyword == "elif":
        return f"{{% if 1 %}}{{% {tag.body} %}}{{% endif %}}"
    if tag.keyword in _ENDS:
        return f"{{% {tag.body} %}}{_ENDS[tag.keyword]}"
    if tag.opening == "{#" or tag.keyword in _NOT_ALONE or tag.keyword.removeprefix("end") in _NOT_ALONE | _ENDS.keys():
        return ""
    return f"{{% {tag.body} %}}"


def _unknown(part: Part, offer: Offer, patch: Any) -> Iterator[Found]:
    from jinja2 import TemplateSyntaxError

    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", patch(part.xml))
    try:
        tree: nodes.Template = environment().parse(source)
    except TemplateSyntaxError as error:
        yield _phrase(source, error.lineno, ""), f"the template cannot be read from here on: {error.message}"
        return
    for lineno, words, advice in unknown_names(tree, offer, environment()):
        yield _phrase(source, lineno, words), advice


def _phrase(source: str, lineno: int, words: str) -> str:
    """Return the tag of that line which holds the words, as a person reads it."""
    lines = source.split("\n")
    line = lines[lineno - 1] if 0 < lineno <= len(lines) else ""
    tags = [" ".join(match.group(0).split()) for match in TAG.finditer(re.sub(r"<[^>]+>", "", line))]
    return next((tag for tag in tags if words in tag), words or (tags[0] if tags else "the text"))


def _try(path: Path, offer: Offer) -> Iterator[Found]:
    """Fill the template with an example that has everything and one that has nothing."""
    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    for full in (True, False):
        case = "with every fact there is" if full else "with no facts at all"
        try:
            fill(path, sample(offer, full))
        except TemplateError as error:
            yield path.stem, f"filled {case}: {error.message}"
        except LxmlError:
            yield path.stem, f"filled {case}, it is no Word document any more: a loop or an if begins and ends unevenly"
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError) as error:
            yield path.stem, f"filled {case}: {error}"
