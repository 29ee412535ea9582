"""Frozen records with slots: what ``dataclass(frozen=True, slots=True)`` gives, made quickly.

A dataclass writes and compiles six functions for each class; for the hundred classes of the first
page that took a quarter of the time that the browser adds to the start of Streamlit. Here fields
and slots are the dataclass's own, so that ``fields``, ``replace`` and ``asdict`` work, five
functions are shared by all classes, and ``__init__`` is compiled when the first record is made: a
class takes a tenth of the time.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, field, fields
from typing import Any, TypeVar, dataclass_transform

__all__ = ["frozen"]

C = TypeVar("C")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """Return the class as a frozen record with slots; equal records have equal hashes.

    What a dataclass may have beside fields with and without defaults (fields that are not given, or
    by name only, a step after it is made) is for `dataclasses.dataclass`.

    Raises
    ------
    TypeError
        When the first record is made: a field is not given, or by name only.

    Examples
    --------
    >>> @frozen
    ... class Place:
    ...     '''A point of a line.'''
    ...
    ...     line: str
    ...     cun: float = 0.0
    >>> Place("leg", cun=1.5)
    Place(line='leg', cun=1.5)
    >>> Place("leg") == Place("leg"), {Place("leg"): 1}[Place("leg")]
    (True, 1)
    """
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, function in _SHARED.items():
        setattr(made, name, function)
    return made  # type: ignore[no-any-return]


def _start(self: Any, *args: Any, **named: Any) -> None:
    """Stand in for ``__init__`` until the first record of a class is made."""
    cls = type(self)
    cls.__init__ = _init(cls)
    cls.__init__(self, *args, **named)


def _init(cls: Any) -> Callable[..., None]:
    """Return the ``__init__`` of a class."""
    space: dict[str, Any] = {"_set": object.__setattr__, "_left_out": MISSING}
    head, body = ["self"], []
    for one in fields(cls):
        name, value = one.name, one.name
        if not one.init or one.kw_only:
            raise TypeError(f"{cls.__qualname__}.{name} is no plain field; use a dataclass")
        if one.default is not MISSING:
            space[f"_{name}"] = one.default
            name = f"{name}=_{name}"
        elif one.default_factory is not MISSING:
            space[f"_{name}"] = one.default_factory
            value = f"_{name}() if {name} is _left_out else {name}"
            name = f"{name}=_left_out"
        head.append(name)
        body.append(f"    _set(self, {one.name!r}, {value})")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body or ["    pass"]), space)
    made: Callable[..., None] = space["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


@functools.cache
def _names(cls: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that are compared, and of those that are hashed."""
    compared = tuple(one.name for one in fields(cls) if one.compare)
    hashed = (one.name for one in fields(cls) if (one.compare if one.hash is None else one.hash))
    return compared, tuple(hashed)


def _values(record: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple([getattr(record, name) for name in names])


def _eq(self: Any, other: Any) -> Any:
    if self.__class__ is not other.__class__:
        return NotImplemented
    compared, _ = _names(self.__class__)
    return _values(self, compared) == _values(other, compared)


def _hash(self: Any) -> int:
    _, hashed = _names(self.__class__)
    return hash(_values(self, hashed))


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _no_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _put_back(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__init__": _start,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _no_set,
    "__delattr__": _no_delete,
    "__getstate__": _state,
    "__setstate__": _put_back,
}
