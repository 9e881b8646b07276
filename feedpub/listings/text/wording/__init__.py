"""What a line says, whatever page it stands on."""
