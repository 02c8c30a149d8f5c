"""The codebook files beside the tests: bytes, and what they are expected to say."""

from pathlib import Path

DATA = Path(__file__).parent / "data" / "codebook"
VALID = sorted((DATA / "valid").glob("*.yaml"))
INVALID = sorted((DATA / "invalid").glob("*.yaml"))
SHIPPED = Path(__file__).parents[2] / "codebooks" / "rights-violations.yaml"


def valid(name: str) -> bytes:
    return (DATA / "valid" / f"{name}.yaml").read_bytes()
