"""Pure rules of formulation: flows, gates of publication, who may grant what, planning an import."""
