"""The codebooks that come with qualcode, as YAML; installed as `qualcode.codebooks`."""
