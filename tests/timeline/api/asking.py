"""Ask the API as programs do."""

API = "/api/v1"


def items(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.text
    return response.json()["items"]


def walk(client, address):
    """Yield the pages, by following `next` as a client does."""
    following = API + address
    while following:
        page = client.get(following).json()
        yield page["items"]
        following = page["next"]


def problem(client, address, **headers):
    response = client.get(API + address, headers=headers)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()
