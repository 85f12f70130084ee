"""The service as it is, in Flask. The check runs it."""

from flask import Flask, jsonify, request

from . import store

app = Flask(__name__)


@app.route("/notes", methods=["GET", "POST"])
def notes():
    """Search notes, or add one."""
    if request.method == "POST":
        return add_note()
    word = request.args.get("q", "")
    limit = max(request.args.get("limit", 3, type=int), 0)
    return jsonify({"word": word, "notes": store.search(word, limit)})


def add_note():
    """Add a note from {"text": "…"}."""
    data = request.get_json(force=True, silent=True)
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(text, str) or not text.strip():
        return {"error": "A note needs a text."}, 400
    number = store.add(text.strip())
    return {"id": number, "text": text.strip()}, 201, {"Location": f"/notes/{number}"}
