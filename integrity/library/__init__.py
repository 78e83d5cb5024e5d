"""The library of models: axes, actions, risks and indicators that CGE offers to every plan."""
