"""What was typed into a form that arrived after the log-in had run out, kept until the same person is back.

A form that wants it says by whom it is typed in its field `typed_by`. Until the log-in the browser carries the text,
so a stranger can store nothing here; after it the person's session does, until the form's page takes it out.
"""

from django.core import signing

SALT = "units.held_forms"
SESSION_KEY = "held_form"
LONGEST = 2 * 1024 * 1024


def seal(request) -> str:
    """Return the posted fields as one signed text, "" where the form asks for nothing or is too long."""
    fields = {name: text for name, text in request.POST.items() if name != "csrfmiddlewaretoken"}
    if "typed_by" not in fields or sum(map(len, fields.values())) > LONGEST:
        return ""
    return signing.dumps({"path": request.path, "fields": fields}, salt=SALT, compress=True)


def hold(request, sealed: str) -> None:
    """Put what was sealed into the session of its own author; anything else is dropped."""
    try:
        held = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        return
    if held["fields"]["typed_by"] == str(request.user.pk):
        request.session[SESSION_KEY] = held


def take(request, *paths: str) -> dict[str, str] | None:
    """Take the fields that were on their way to one of the paths out of the session, None where there are none."""
    held = request.session.get(SESSION_KEY)
    if request.method != "GET" or not held or held["path"] not in paths:
        return None
    del request.session[SESSION_KEY]
    return held["fields"]
