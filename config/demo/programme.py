"""What the invented organisation that carries out its plan wrote about itself and its programme."""

PROGRAMME = {
    "mission": "Servir a quem vive no município com **honestidade, cuidado e transparência**.",
    "vision": "Ser reconhecida como uma prefeitura em que as pessoas confiam.",
    "guiding_values": "- Integridade\n- Respeito\n- Escuta",
    "organic_structure": "Gabinete, controladoria e secretarias, cada uma com os seus setores.",
    "competences": "As da lei orgânica do município e da lei que organiza a administração.",
    "duties": "Saúde, educação, assistência social, obras, cultura e arrecadação dos tributos.",
    "findings": "1. As diárias e os contratos são publicados, mas com atraso.\n"
    "2. Não há canal de denúncia com prazo de resposta.\n"
    "3. A maior parte dos servidores nunca fez um curso de ética.",
    "integrity_vision": "Que denunciar seja seguro e que cada pessoa saiba a quem perguntar.",
    "objectives": "Prevenir desvios, responder a quem denuncia e publicar o que é público.",
    "governance": "A controladoria coordena; uma comissão acompanha; o prefeito decide.",
    "monitoring_period": "A cada dois meses.",
    "evaluation_period": "Uma vez por ano.",
    "update_period": "A cada dois anos, ou quando a lei mudar.",
    "communication_plan": "Rádio local, murais e o sítio da prefeitura, a cada três meses.",
    "training_plan": "Um curso por semestre, primeiro para quem cuida de contratos.",
}
