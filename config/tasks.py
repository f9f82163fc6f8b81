"""The queue's own chores."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */30")  # the last field counts seconds
@app.task(priority=100, pass_context=True)  # before the work that is already waiting
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Queue again what a worker was doing when it died."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
