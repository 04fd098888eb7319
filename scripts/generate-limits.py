#!/usr/bin/env python3
"""Write lib/wire/SERVICE-limits.gen.ts: the limits that the SDK's runtime schemas leave out.

Reads the public service model that the installed botocore carries. Needed at development time only:

  python3 scripts/generate-limits.py
"""
import json
import pathlib
import re
import sys

import botocore
import botocore.loaders

SERVICES = ["ssm", "kms"]
TARGETS = pathlib.Path(__file__).resolve().parent.parent / "lib" / "wire"
# Escapes that Java allows and JavaScript's `u` mode refuses, because they mean nothing.
NEEDLESS_ESCAPE = re.compile(r"\\([:_~\"'#@%&=, ])")
UNKNOWN_TO_JAVASCRIPT = re.compile(r"[*+?}]\+|&&|\\[AZzGQEhHRX]|\(\?[a-zA-Z]|\\p\{(Alpha|Alnum|Digit|Punct|Space|Upper|Lower)\}|\[\[:")


def javascript(pattern):
    """Source and flags for JavaScript, or None."""
    source, flags = pattern, ""
    if source.startswith("(?i)"):
        source, flags = source[4:], "i"
    source = without_needless_escapes(source)
    if UNKNOWN_TO_JAVASCRIPT.search(source):
        return None
    return source, flags


def without_needless_escapes(source):
    parts, in_class = [], False
    for token in re.findall(r"\\.|.", source, re.S):
        if token == "[" and not in_class:
            in_class = True
        elif token == "]":
            in_class = False
        elif NEEDLESS_ESCAPE.fullmatch(token) or (token == "\\-" and not in_class):
            token = token[1]
        parts.append(token)
    return "".join(parts)


def limits_of(name, shape, notes):
    found = {}
    for key in ("min", "max"):
        if key in shape:
            found[key] = shape[key]
    if shape["type"] == "long":
        found["long"] = True
    if "enum" in shape:
        found["oneOf"] = shape["enum"]
    if "pattern" in shape:
        converted = javascript(shape["pattern"])
        if converted is None:
            notes.append(f"{name}: pattern cannot be converted: {shape['pattern']}")
        else:
            found["pattern"] = shape["pattern"]
            if converted[0] != shape["pattern"]:
                found["source"] = converted[0]
            if converted[1]:
                found["flags"] = converted[1]
    for part in ("member", "key", "value"):
        if part in shape:
            found[{"member": "item"}.get(part, part)] = shape[part]["shape"]
    return found


def matters(name, shapes, seen=()):
    """Whether a value of this shape can break a limit, without looking into structures."""
    if name in seen:
        return False
    found = shapes.get(name, {})
    if set(found) - {"item", "key", "value"}:
        return True
    return any(matters(found[part], shapes, (*seen, name)) for part in ("item", "key", "value") if part in found)


def reachable(model):
    waiting = [operation["input"]["shape"] for operation in model["operations"].values() if "input" in operation]
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        shape = model["shapes"][name]
        waiting += [member["shape"] for member in shape.get("members", {}).values()]
        waiting += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
    return sorted(seen)


def write(service):
    model = botocore.loaders.Loader().load_service_model(service, "service-2")
    notes, names = [], reachable(model)
    simple = {n: limits_of(n, model["shapes"][n], notes) for n in names if model["shapes"][n]["type"] != "structure"}
    shapes = {n: limits for n, limits in simple.items() if matters(n, simple)}
    for limits in shapes.values():
        for part in ("item", "key", "value"):
            if part in limits and limits[part] not in shapes:
                del limits[part]
    structures = {}
    for name in names:
        members = model["shapes"][name].get("members", {}) if model["shapes"][name]["type"] == "structure" else {}
        limited = {member: target["shape"] for member, target in members.items() if target["shape"] in shapes}
        if limited:
            structures[name] = limited
    dump = lambda table: "".join(f"    {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n" for k, v in table.items())
    (TARGETS / f"{service}-limits.gen.ts").write_text(
        f"// Written by scripts/generate-limits.py from the model in botocore {botocore.__version__}. Do not edit.\n"
        "import type { LimitTable } from './limit-table'\n\n"
        f"export const {service}Limits: LimitTable = {{\n"
        f"  structures: {{\n{dump(structures)}  }},\n  shapes: {{\n{dump(shapes)}  }},\n}}\n"
    )
    for note in notes:
        print(note, file=sys.stderr)
    print(f"{service}: {len(structures)} structures, {len(shapes)} limited shapes, {len(notes)} patterns left out")


for name in SERVICES:
    write(name)
