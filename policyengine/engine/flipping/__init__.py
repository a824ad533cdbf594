"""Finds the nearest changes of declared facts that change a verdict, and evaluates each before it is proposed."""
