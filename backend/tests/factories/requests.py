"""Requests drawn from the API's own description: mostly right, and wrong here and there."""

import string
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
from fastapi import FastAPI

type Schema = dict[str, Any]

# In how many of a hundred values something stands that does not belong there: request by request.
WRONG = [0, 0, 0, 1, 3, 10]
DEEPEST = 9

HOSTILE: list[Any] = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**40,
    1.5,
    -0.0,
    1e300,
    "",
    " ",
    "x" * 12_000,
    "-1",
    "-0.00",
    "1e9",
    "00000000000000000001",
    "9999999999.99",
    "99999999.999999",
    "１２",
    "NaN",
    "Infinity",
    "%",
    "_%_\\",
    "\\",
    "'; DROP TABLE forge_quotes; --",
    "=?utf-8?q?=0D=0ABcc:x?=",
    "a\r\nBcc: b@evil.example",
    "../../etc/passwd",
    "{{7*7}}${7*7}#{7*7}",
    "\u202edesrever",
    "\ud7ff\U0010ffff",
    "1900-01-01",
    "2999-12-31",
    "0001-01-01",
    "2026-02-30",
    "00000000-0000-0000-0000-000000000000",
    [],
    [[]],
    {},
    {"$ref": "#"},
]
# What makes sense under a name; each is drawn most of the time.
NAMED: dict[str, list[Any]] = {
    "stock": ["c2s-14"],
    "product_type": ["business_card", "postcard"],
    "finishing": [["cut"], []],
    "press": [None],
    "bleed": ["0.125", "0"],
    "trim_width": ["3.5", "8.5", "0.25", "12"],
    "trim_height": ["2", "11", "0.25", "18"],
    "unit": ["in", "mm"],
    "versions": [1, 2],
    "price_level": ["standard", "trade"],
    "valid_until": ["2026-12-20", "2026-11-20"],
}
WORDS = ["Harbor", "menu", "café", "100%", "a_b", "漢字", "10001Q", "brwon", "O'Neil", '"', "<b>"]


@dataclass(slots=True)
class RequestMaker:
    """Draws requests for every route; ``ids`` are of records that are there."""

    app: FastAPI
    random: Random
    ids: dict[str, list[str]]
    skipped: frozenset[str] = frozenset()
    operations: list[tuple[str, str, Schema]] = field(init=False)
    schemas: Schema = field(init=False)
    versions: dict[str, int] = field(default_factory=dict)
    wrong: int = 0

    def __post_init__(self) -> None:
        document = self.app.openapi()
        self.schemas = document["components"]["schemas"]
        self.operations = [
            (method.upper(), path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if operation["operationId"] not in self.skipped
        ]

    async def send(self, client: httpx.AsyncClient) -> httpx.Response:
        """Send one request, and remember what it made."""
        method, path, operation = self.random.choice(self.operations)
        self.wrong = self.random.choice(WRONG)
        query: dict[str, str] = {}
        headers: dict[str, str] = {}
        version = 1
        for parameter in operation.get("parameters", []):
            name, where = parameter["name"], parameter["in"]
            value = str(self.named(name, parameter["schema"]))[:300]
            if where == "path":
                path = path.replace(f"{{{name}}}", quote(value, safe="") or "x")
                version = self.versions.get(value, version)
            elif where == "query" and self.random.random() < 0.4:
                query[name] = value
            elif name == "if-match" and self.random.random() < 0.95:
                headers[name] = f'"{version - self.is_wrong()}"'
            elif where == "header" and self.random.random() < 0.5:
                headers[name] = quote(value, safe="")[:100]
        content = operation.get("requestBody", {}).get("content", {})
        body = content.get("application/json", {}).get("schema")
        answer = await client.request(
            method,
            path,
            params=query,
            headers=headers,
            json=None if body is None else self.value(body),
        )
        if answer.is_success and answer.content[:1] in {b"{", b"["}:
            self.remember(answer.json(), operation["tags"][0].removesuffix("s"))
        return answer

    def is_wrong(self) -> bool:
        return self.random.randrange(100) < self.wrong

    def remember(self, document: object, kind: str) -> None:
        """Keep the ids in an answer by what they are of, and the versions."""
        if isinstance(document, dict):
            found = document.get("id")
            if isinstance(found, str):
                known = self.ids.setdefault(f"{kind}_id", [])
                known.append(found)
                del known[:-60]
                self.versions[found] = document.get("version") or 1
            for name, one in document.items():
                self.remember(one, name.removesuffix("s"))
        elif isinstance(document, list):
            for one in document:
                self.remember(one, kind)

    def named(self, name: str, schema: Schema, depth: int = 0) -> Any:  # noqa: ANN401 - any JSON
        """Draw a value that makes sense under its name, if the name is known."""
        known = NAMED.get(name) or self.ids.get(name)
        if known and not self.is_wrong() and self.random.random() < 0.9:
            return self.random.choice(known)
        return self.value(schema, depth)

    def value(self, schema: Schema, depth: int = 0) -> Any:  # noqa: ANN401, PLR0911 - any JSON
        """Draw a value of the schema, or sometimes one that is not."""
        if self.is_wrong():
            return self.random.choice(HOSTILE)
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rsplit("/", 1)[-1]], depth)
        options = schema.get("anyOf") or schema.get("oneOf")
        if options:
            return self.value(self.random.choice(options), depth)
        if "enum" in schema or "const" in schema:
            return self.random.choice(schema.get("enum") or [schema["const"]])
        if schema.get("type") == "object":
            return self.object_of(schema, depth)
        if schema.get("type") == "array":
            most = min(schema.get("maxItems", 3), 3) if depth < DEEPEST else 0
            count = self.random.randint(min(schema.get("minItems", 0), most), most)
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(count)]
        return self.scalar_of(schema)

    def scalar_of(self, schema: Schema) -> str | int | None:
        match schema.get("type"):
            case "integer":
                low = int(schema.get("minimum", 0))
                high = int(schema.get("maximum", 10_000_000))
                return self.random.choice([low, high, self.random.randint(low, high), low + 1])
            case "boolean":
                return self.random.random() < 0.5
            case "null":
                return None
            case _:
                return self.text_of(schema)

    def object_of(self, schema: Schema, depth: int) -> Schema:
        required = schema.get("required", [])
        found = {
            name: self.named(name, one, depth + 1)
            for name, one in schema.get("properties", {}).items()
            if name in required or self.random.random() < 0.5
        }
        if self.is_wrong():
            found[self.random.choice(["__proto__", "role", "owner_id", "internal"])] = 1
        return found

    def text_of(self, schema: Schema) -> str:
        match schema.get("format"):
            case "uuid":
                fresh = str(UUID(int=self.random.getrandbits(128), version=4))
                return self.random.choice([*self.ids.get("line_id", [])[-9:], fresh])
            case "date":
                return self.random.choice(["2026-11-20", "2027-01-31", "2024-02-29"])
            case "email":
                return f"{self.random.choice(['a', 'maya'])}@harbor.example"
            case "decimal":
                return self.random.choice(
                    ["0", "0.00", "1.00", "12.5", "3.5", "0.05", "99999.99", "0.1250", "8"]
                )
        if "pattern" in schema:
            return self.random.choice(
                ["c2s-14", "cut", "business_card", "trade", "US", "key-0001", "mixed"]
            )
        letters = string.ascii_letters + " éß漢%_\\'\""
        return self.random.choice(
            [
                self.random.choice(WORDS),
                "".join(self.random.choices(letters, k=self.random.randint(1, 30))),
            ]
        )
