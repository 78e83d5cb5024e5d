"""Sign-in by a provider of identity (OpenID Connect, authorization code with PKCE): no database."""
