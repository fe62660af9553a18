"""An upstream's answer -> the client's: any answer as it is, a chat's stream kept from every trap a client knows."""
