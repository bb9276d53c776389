"""People with passwords, and browsers that bring cookies."""

from collections.abc import Awaitable, Callable

import httpx

from app.models.user import User

PASSWORD = "blue kettle sings"
NEW_PASSWORD = "green kettle hums along"
WRONG = "red kettle is silent"

# Makes a person who can log in with PASSWORD.
type MakeStaff = Callable[..., Awaitable[User]]


async def log_in(client: httpx.AsyncClient, user: User, password: str = PASSWORD) -> httpx.Response:
    """Log in, and send the session's CSRF token with whatever the client does next."""
    answer = await client.post("/api/auth/login", json={"email": user.email, "password": password})
    if answer.status_code == 200:
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return answer


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal, which must have the one shape."""
    body = answer.json()
    assert set(body) == {"error", "code", "details", "request_id"}, body
    return answer.status_code, body["code"]
