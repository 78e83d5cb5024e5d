"""The terms under which a partner receives the code; each delivery keeps the text it was shown."""

import hashlib

TERMS_VERSION = "1.0"
TERMS = "\n".join(
    (
        "1. O código-fonte do SisPMPI é cedido sem custo para uso na gestão do plano de "
        "integridade do partícipe, nos termos do acordo de cooperação técnica e do seu "
        "plano de trabalho.",
        "2. O partícipe instala, hospeda e opera o sistema com recursos próprios e "
        "responde pela segurança do ambiente em que ele funciona.",
        "3. O código pode ser estudado, adaptado e aperfeiçoado. Não pode ser vendido, e "
        "a autoria da Controladoria-Geral do Estado de Minas Gerais permanece indicada.",
        "4. As melhorias feitas no código são relatadas à CGE-MG todo ano e podem ser "
        "aproveitadas pelos demais partícipes, com o crédito de quem as fez.",
        "5. O pacote é entregue sem dados pessoais. Cada partícipe é o controlador dos "
        "dados que colocar no seu sistema e responde por eles na forma da Lei nº 13.709, "
        "de 2018.",
        "6. Antes de instalar, a área técnica confere o SHA-256 do pacote recebido com o "
        "informado pela CGE-MG. Falhas de segurança descobertas são comunicadas primeiro "
        "à CGE-MG.",
        "7. O código é fornecido no estado em que se encontra. Novas versões são "
        "comunicadas à área técnica, que decide quando adotá-las.",
    )
)


def hash_of_terms(text: str) -> str:
    """What proves later which text was accepted."""
    return hashlib.sha256(text.encode()).hexdigest()
