"""Organs, units, people, catalogues, method and scale, as JSON."""

from django.urls import path

from integrity.formulation.api import (
    directory_verbs,
    import_reading,
    import_verbs,
    organ_reading,
    organ_verbs,
    register_reading,
    register_verbs,
    risk_reading,
    scale_verbs,
)

SHEET = "estrutura/importar/<uuid:uid>/"
registers = [
    path("estrutura/", register_reading.Structure.as_view(), name="structure"),
    path("estrutura/pessoas/", organ_reading.PersonList.as_view(), name="people"),
    path("estrutura/pessoas/nova/", directory_verbs.add_person, name="add_person"),
    path("estrutura/pessoas/<uuid:uid>/editar/", directory_verbs.edit_person, name="edit_person"),
    path("estrutura/governo/", organ_reading.GovernmentView.as_view(), name="government"),
    path("estrutura/governo/gravar/", organ_verbs.save_government, name="save_government"),
    path("estrutura/orgaos/", organ_reading.OrganList.as_view(), name="organs"),
    path("estrutura/orgaos/novo/", organ_verbs.add_organ, name="add_organ"),
    path("estrutura/orgaos/<uuid:uid>/", organ_reading.OrganView.as_view(), name="organ"),
    path("estrutura/orgaos/<uuid:uid>/editar/", organ_verbs.edit_organ, name="edit_organ"),
    path("estrutura/orgaos/<uuid:uid>/arquivar/", organ_verbs.archive_organ, name="archive_organ"),
    path("estrutura/orgaos/<uuid:uid>/reabrir/", organ_verbs.restore_organ, name="restore_organ"),
    path(
        "estrutura/orgaos/<uuid:organ_uid>/unidades/nova/",
        register_verbs.add_unit,
        name="add_unit",
    ),
    path("estrutura/unidades/<uuid:uid>/editar/", register_verbs.edit_unit, name="edit_unit"),
    path("estrutura/importar/", import_verbs.preview_registers, name="import_registers"),
    path(f"{SHEET}", import_reading.RegisterRun.as_view(), name="registers_run"),
    path(f"{SHEET}linhas/", import_reading.RegisterLines.as_view(), name="registers_lines"),
    path(f"{SHEET}aplicar/", import_verbs.apply_registers, name="apply_registers"),
    path("catalogos/", organ_reading.ShelfList.as_view(), name="catalogues"),
    path("catalogos/<slug:slug>/", register_reading.EntryList.as_view(), name="catalogue"),
    path("catalogos/<slug:slug>/incluir/", register_verbs.add_entry, name="add_entry"),
    path("catalogos/<slug:slug>/<uuid:uid>/", register_verbs.edit_entry, name="edit_entry"),
    path("metodo/", register_reading.MethodView.as_view(), name="method"),
    path("metodo/gravar/", register_verbs.save_method, name="save_method"),
    path("metodo/modelo/", scale_verbs.use_method, name="use_preset"),
    path("riscos/escala/", risk_reading.ScaleView.as_view(), name="risk_scale"),
    path("riscos/escala/gravar/", scale_verbs.save_scale, name="save_risk_scale"),
    path("riscos/escala/modelo/", scale_verbs.use_scale, name="use_risk_preset"),
]
