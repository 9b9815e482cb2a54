"""What the programmes keep an eye on besides their goals: key figures, the exit programme, events, SSP's words."""
