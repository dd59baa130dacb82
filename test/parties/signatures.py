"""Signs requests anew with botocore: for each on standard input, whether the signature that it came with is the same."""

import json
import re
import sys
from urllib.parse import quote

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

given = json.load(sys.stdin)
credentials = Credentials(given["accessKeyId"], given["secretAccessKey"], given["sessionToken"])


def is_same(sent):
    headers = dict(sent["headers"])
    authorization = headers.pop("authorization")
    region, service = re.search(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/", authorization).groups()
    signed = re.search(r"SignedHeaders=([^,]+)", authorization).group(1).split(";")
    query = "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in sent["query"].items())
    request = AWSRequest(
        method=sent["method"],
        url=f"https://{sent['hostname']}{sent['path']}?{query}",
        data=sent["body"].encode(),
        headers={name: value for name, value in headers.items() if name in signed},
    )
    request.context.update(timestamp=headers["x-amz-date"], payload_signing_enabled=True)
    auth = (S3SigV4Auth if service == "s3" else SigV4Auth)(credentials, service, region)
    text = auth.string_to_sign(request, auth.canonical_request(request))
    return f"Signature={auth.signature(text, request)}" in authorization


print(json.dumps([is_same(sent) for sent in given["requests"]]))
