"""Someone at the staged rate book, who sends along the version that they saw."""

from typing import Any

import httpx

CARD = "C2S-14-13X19"


class RateDesk:
    """Changes the staged book as a person with one open page would."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.version = 0

    async def open(self) -> "RateDesk":
        self.version = (await self.read(""))["version"]
        return self

    async def read(self, address: str, **parameters: Any) -> Any:  # noqa: ANN401 - any JSON
        answer = await self.client.get(f"/api/catalog/staged{address}", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(
        self,
        method: str,
        address: str,
        body: object = None,
        *,
        expect: int = 200,
        prefix: str = "/api/catalog/staged",
    ) -> Any:  # noqa: ANN401
        answer = await self.client.request(
            method,
            f"{prefix}{address}",
            json=body,
            headers={"If-Match": f'"{self.version}"'},
        )
        assert answer.status_code == expect, answer.text[:500]
        if "ETag" in answer.headers:
            self.version = int(answer.headers["ETag"].strip('"'))
        return answer.json()

    async def type(self, kind: str, *cells: tuple[str, str, str], **more: Any) -> Any:  # noqa: ANN401
        body = {
            "cells": [
                {"code": code, "field": field, "value": value} for code, field, value in cells
            ]
        }
        expect = more.pop("expect", 200)
        return await self.send("PATCH", f"/{kind}", body | more, expect=expect)

    async def changes(self) -> list[str]:
        return [change["sentence"] for change in (await self.read(""))["changes"]]

    async def entry(self, kind: str, code: str, **parameters: Any) -> Any:  # noqa: ANN401
        sheet = await self.read(f"/{kind}", **parameters)
        return next(one for one in sheet["entries"] if one["code"] == code)
