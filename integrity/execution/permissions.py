"""Who carries out the actions of a plan, and who else may see how that goes."""

from access.rules import Profile, capability

EXECUTE = capability("execution.execute", Profile.EXECUTOR, title="Registrar a execução das ações")
READ = capability(
    "execution.read",
    Profile.EXECUTOR,
    Profile.MONITORING,
    Profile.OBSERVER,
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
    title="Ver a execução das ações",
)
