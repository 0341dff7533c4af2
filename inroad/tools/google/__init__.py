"""Google's services: who is logged in (tokens, login), and the one way in which requests go out."""

GMAIL_URL = "https://gmail.googleapis.com"
# The least that makes drafts and finds them again. It could send as well: nothing here does.
COMPOSE_SCOPE = "https://www.googleapis.com/auth/gmail.compose"
LOGIN_HINT = "run `inroad login gmail`"
