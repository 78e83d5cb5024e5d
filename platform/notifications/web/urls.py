"""A person's own notices and choices; the mail of a place; links that ask for no sign-in."""

from django.urls import path

from notifications.web import feeds, mail, own, texts, views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="list"),
    path("<uuid:uid>/abrir/", views.open_notice, name="open"),
    path("<uuid:uid>/lido/", views.mark_one_read, name="mark_one_read"),
    path("lidos/", views.mark_read, name="mark_read"),
    path("preferencias/", own.preferences, name="preferences"),
    path("agenda/nova/", own.open_calendar, name="open_calendar"),
    path("agenda/encerrar/", own.close_calendar, name="close_calendar"),
    path("agenda/<uuid:person>/<str:token>.ics", feeds.calendar, name="calendar"),
    path("cancelar/<str:token>/", feeds.unsubscribe, name="unsubscribe"),
    path("correio/", mail.problems, name="problems"),
    path("correio/<uuid:uid>/confirmar/", mail.confirm, name="confirm_address"),
    path("correio/<uuid:uid>/de-novo/", mail.requeue, name="requeue"),
    path("correio/excluidos/", mail.excluded, name="excluded"),
    path("correio/excluidos/<uuid:uid>/liberar/", mail.allow, name="allow_address"),
    path("textos/", texts.texts, name="texts"),
    path("textos/<str:key>/", texts.words, name="words"),
    path("textos/<str:key>/restaurar/", texts.restore, name="restore_words"),
]
