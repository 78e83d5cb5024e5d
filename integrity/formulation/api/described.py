"""The chapters of the description of this API, and what its addresses name."""

PLAN, PROGRAMME, RISKS, REGISTERS = "Planos", "Programa", "Riscos", "Estrutura e catálogos"
CONTENT, COMMISSION, IMPORTS = "Eixos e ações", "Comissão", "Importações"
ADHESION = "Adesão"
OF_PLAN = {"uid": "Identificador do plano."}
OF_AXIS = OF_PLAN | {"axis_uid": "Identificador do eixo."}
OF_SUB_AXIS = OF_PLAN | {"sub_axis_uid": "Identificador do subeixo."}
OF_ACTION = OF_PLAN | {"action_uid": "Identificador da ação."}
OF_RISK = OF_PLAN | {"risk_uid": "Identificador do risco."}
OF_SUBMISSION = {"uid": "Identificador do envio."}
OF_ORGAN = {"uid": "Identificador do órgão."}
OF_ACT = OF_PLAN | {"act_uid": "Identificador do ato da comissão."}
OF_RUN = OF_PLAN | {"run_uid": "Identificador da importação."}
OF_REGISTERS = {"uid": "Identificador da importação."}
OF_INVITATION = OF_PLAN | {"invitation_uid": "Identificador do convite."}
OF_COMMENT = OF_PLAN | {"comment_uid": "Identificador da contribuição."}
OF_REQUEST = {"uid": "Identificador do pedido de atualização."}
OF_PART = OF_PLAN | {"organ_uid": "Identificador do órgão."}
OF_UPDATE = OF_PLAN | {
    "row_uid": "Eixo, ação ou risco do plano.",
    "model_uid": "Identificador do modelo.",
}
