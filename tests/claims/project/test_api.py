"""The API reads no member that it does not describe."""

from config.api import api


def test_bodies_refuse_members_that_they_do_not_name():
    schema = api.get_openapi_schema()
    bodies = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
        for operations in schema["paths"].values()
        for operation in operations.values()
        if "requestBody" in operation
    }
    schemas = schema.get("components", {}).get("schemas", {})

    inside = {name for name in schemas if name.endswith("In")}
    assert bodies <= inside
    assert all(schemas[name]["additionalProperties"] is False for name in inside)
