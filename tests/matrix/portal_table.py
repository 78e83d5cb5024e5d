"""The rows of the portal: nobody signs in there. Columns and marks are those of `table.py`."""

PORTAL = """
portal:home                 |                     | anybody         | -               |
hosts_portal:is_served      |                     | anybody 404     | -               |
registry_portal:submit      |                     | anybody         | anybody         |
registry_portal:track       | tracking            | anybody         | -               |
registry_portal:track       | =inventado          | anybody 404     | -               |
registry_portal:track       | asked_link          | anybody         | -               |
registry_portal:answer      | asked_link          | anybody         | anybody         |
registry_portal:answer      | =inventado          | anybody 404     | anybody 404     |
registry_portal:answer      | tracking            | anybody 409     | anybody 409     |
registry_portal:withdraw    | asked_link          | anybody         | anybody         |
registry_portal:withdraw    | =inventado          | anybody 404     | anybody 404     |
registry_portal:withdraw    | tracking            | anybody 409     | anybody 409     |
publication:extracts        |                     | anybody         | -               |
publication:extracts_json   |                     | anybody         | -               |
publication:extracts_atom   |                     | anybody         | -               |
publication:extract         | number year         | anybody         | -               |
publication:extract_json    | number year         | anybody         | -               |
publication:extract         | =9999 =1999         | anybody 404     | -               |
publication:extract_json    | =9999 =1999         | anybody 404     | -               |
publication:public_document | number year shown   | anybody         | -               |
publication:public_document | =9999 =1999 shown   | anybody 404     | -               |
publication:accept_terms    | terms_link          | anybody         | anybody         |
publication:accept_terms    | receipt_link        | anybody 404     | anybody 404     |
publication:confirm_receipt | receipt_link        | anybody         | anybody         |
publication:confirm_receipt | terms_link          | anybody 404     | anybody 404     |
publication:download_package | receipt_link       | -               | anybody 302     |
publication:download_package | terms_link         | -               | anybody 404     |
publication:package_file    | package_link        | anybody         | -               |
publication:package_file    | =inventado          | anybody 404     | -               |
network_portal:organisations |                    | anybody         | -               |
support_portal:list         |                     | anybody         | -               |
support_portal:json         |                     | anybody         | -               |
privacy_portal:ask          |                     | anybody         | anybody         |
privacy_portal:way          | privacy_link        | anybody         | -               |
privacy_portal:way          | =inventado          | anybody 404     | -               |
privacy_portal:copy         | privacy_link        | -               | anybody 409     |
privacy_portal:copy         | =inventado          | -               | anybody 404     |
privacy_portal:erasure      | privacy_link        | -               | anybody 302     |
privacy_portal:erasure      | =inventado          | -               | anybody 404     |
journal_roots:list          |                     | anybody         | -               |
journal_roots:json          |                     | anybody         | -               |
publication:extracts_feed   |                     | anybody         | -               |
openness:map                |                     | anybody         | -               |
openness:figures            |                     | anybody         | -               |
openness:data               |                     | anybody         | -               |
openness:datapackage        |                     | anybody         | -               |
openness:dcat               |                     | anybody         | -               |
openness:changelog          |                     | anybody         | -               |
openness:table              | =acordos =csv       | anybody         | -               |
openness:table              | =acordos =xlsx      | anybody 404     | -               |
api                         |                     | anybody         | -               |
api_schema                  |                     | anybody         | -               |
public_api:agreements       |                     | anybody         | -               | api
public_api:agreement        | number year         | anybody         | -               | api
public_api:agreement        | =9999 =1999         | anybody 404     | -               | api
public_api:improvements     |                     | anybody         | -               | api
public_api:amendments       |                     | anybody         | -               | api
public_api:publications     |                     | anybody         | -               | api
public_api:deliveries       |                     | anybody         | -               | api
public_api:reports          |                     | anybody         | -               | api
improvements:improvements   |                     | anybody         | -               |
improvements:improvement    | given_back          | anybody         | -               |
improvements:improvement    | reviewed            | anybody 404     | -               |
improvements:patch          | given_back          | anybody         | -               |
improvements:patch          | reviewed            | anybody 404     | -               |
verification:page           |                     | anybody         | anybody         |
verification:code           | =7KQM2XWD9HTARB4E   | anybody 404     | -               |
"""
