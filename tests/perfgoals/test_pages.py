"""Pages that stand alone: log-in, health, errors."""


def test_login_page_is_open_to_all(client, db):
    response = client.get("/login/")

    assert response.status_code == 200
