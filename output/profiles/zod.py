"""The schema that Astro checks its content collections against, made of a profile's front matter."""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from output.profiles.fields import ALWAYS, VALUES, ZOD_OF_FORM

HEAD = "// Written by sharepress; remove this line to keep changes of your own.\n"


def content_config(folders: Sequence[str], keys: Mapping[str, tuple[str, str]]) -> str:
    """Text of `content.config.ts`: one collection for each folder, named after it, all of one schema.

    `keys` are the front matter's keys with the value each holds and its form; constants have no value.
    """
    lines = []
    for key, (value, form) in keys.items():
        if value in VALUES:
            kind = ZOD_OF_FORM.get(form) or VALUES[value].zod
            lines.append(f"  {json.dumps(key)}: {kind}{'' if value in ALWAYS else '.optional()'},\n")
    names = [PurePosixPath(folder).name for folder in folders]
    collections = [
        f"  {json.dumps(name)}: defineCollection({{ loader: {_loader(folder)}, schema }}),\n"
        for name, folder in zip(names, folders, strict=True)
    ]
    return (
        f"{HEAD}import {{ defineCollection, z }} from 'astro:content';\nimport {{ glob }} from 'astro/loaders';\n\n"
        f"const schema = z.object({{\n{''.join(lines)}}});\n\n"
        f"export const collections = {{\n{''.join(collections)}}};\n"
    )


def _loader(folder: str) -> str:
    return f"glob({{ pattern: '*.md', base: './{folder}' }})"
