"""The task queue in PostgreSQL: what is queued is done, even when a worker dies."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from config.tasks import rescue_stalled_jobs


@pytest.fixture
def empty_queue(transactional_db):
    """Take away what other tests have queued; its tables are not Django's, which leaves them alone between tests."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def worker(empty_queue):
    """Return a function that does the chores that are queued."""

    def run():
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            worker_app.run_worker(
                queues=["default"], wait=False, install_signal_handlers=False, listen_notify=False
            )

    return run


@pytest.fixture
def dead_worker(empty_queue):
    """Return a function that takes the next job as a worker that is never heard of again."""

    def take_job():
        worker_id = async_to_sync(app.job_manager.register_worker)()
        async_to_sync(app.job_manager.fetch_job)(queues=None, worker_id=worker_id)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")

    return take_job


def test_the_job_of_a_dead_worker_is_done_by_another(worker, dead_worker):
    rescue_stalled_jobs.defer(timestamp=1)
    dead_worker()
    assert ProcrastinateJob.objects.get().status == "doing"
    rescue_stalled_jobs.defer(timestamp=2)
    worker()
    assert not ProcrastinateJob.objects.filter(queue_name="default").exists()
