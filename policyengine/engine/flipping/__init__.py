"""Finds the nearest changes of declared facts that turn a verdict, and judges each before it is proposed."""
