"""The schema that Astro checks its content collections against, made of a profile's front matter."""

import json
import os.path
from collections.abc import Mapping, Sequence

from output.profiles.fields import ALWAYS, VALUES, ZOD_OF_FORM

HEAD = "// Written by sharepress; remove this line to keep changes of your own.\n"


def content_config(folders: Sequence[str], keys: Mapping[str, tuple[str, str]]) -> str:
    """Text of `content.config.ts`: one collection `posts` of all these folders, so that a move between them is none.

    `keys` are the front matter's keys with the value each holds and its form; constants have no value.
    """
    lines = []
    for key, (value, form) in keys.items():
        if value in VALUES:
            kind = ZOD_OF_FORM.get(form) or VALUES[value].zod
            lines.append(f"  {json.dumps(key)}: {kind}{'' if value in ALWAYS else '.optional()'},\n")
    base = os.path.commonpath(folders)
    patterns = [f"{os.path.relpath(folder, base)}/*.md" for folder in folders]
    return (
        f"{HEAD}import {{ defineCollection, z }} from 'astro:content';\nimport {{ glob }} from 'astro/loaders';\n\n"
        f"const schema = z.object({{\n{''.join(lines)}}});\n"
        f"const loader = glob({{ base: './{base}', pattern: {json.dumps(patterns)} }});\n\n"
        "export const collections = { posts: defineCollection({ loader, schema }) };\n"
    )
