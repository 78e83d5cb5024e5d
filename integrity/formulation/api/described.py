"""The chapters of the description of this API, and what its addresses name."""

PLAN, PROGRAMME, RISKS, REGISTERS = "Planos", "Programa", "Riscos", "Estrutura e catálogos"
OF_PLAN = {"uid": "Identificador do plano."}
OF_RISK = OF_PLAN | {"risk_uid": "Identificador do risco."}
OF_SUBMISSION = {"uid": "Identificador do envio."}
