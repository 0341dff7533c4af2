"""Many machines: the postings of a batch through a queue (Celery on Redis or RabbitMQ) to whoever works.

The queue only says which posting is to be looked at; what is true of it stands in the store. So a message that comes
twice, too late or never does no harm: of several workers that get it one takes the posting, and what lies there with
nobody at it is sent again.
"""
