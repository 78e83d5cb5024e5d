"""Organisations read what was published, and write nothing; the portal sees nothing of it."""

from foundation.grants import Grant

# what its state is today does not matter: a plan is compared with the version that it adopted
PUBLISHED = "published_at IS NOT NULL"
READ = (
    "id, uid, model_uid, kind, key, version, state, title, body, sources, audience, sha256,"
    " searched, revision, written_at, published_at, ended_at, ended_reason"
)

GRANTS = {
    "library_exemplar": Grant(tenant=f"SELECT ({READ})", rows=PUBLISHED),
    "library_libraryimport": Grant(),
}
