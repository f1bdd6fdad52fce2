"""Every operation of the project, good and bad, as the official SDK meets it. What is expected is written from
`cloud-api.md`; where it allows several codes, all of them are named.

A good row: operation, parameters, what the answer holds. A bad row: operation, what is wrong, parameters, statuses, codes.
Parameters are filled in from the fleet; where they have to be made first, they are a function of it.
"""

import re

from support.children import REPOSITORY
from support.table import authorities, blacklist, certificates, credentials, devices, groups, sessions

FAMILIES = (groups, credentials, certificates, authorities, sessions, blacklist, devices)
GOOD = [
    ("ListInstances", {}, {"Code": "200", "Success": "true", "Instances": [{
        "InstanceId": str, "InstanceName": str, "InstanceStatus": int, "InstanceType": int, "RegionId": str}]}),
    *(row for family in FAMILIES for row in family.GOOD),
]
BAD = [row for family in FAMILIES for row in family.bad()]
OPERATIONS = set(re.findall(
    r"^\| `(\w+)` \| (?:read|reveal|create|suspend|resume|destroy) \|", (REPOSITORY / "docs/API.md").read_text(), re.MULTILINE
))
"""The project's own list of them."""
