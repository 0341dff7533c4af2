"""Tables that ship with inroad, the functions that read them, and the scripts that build them."""
