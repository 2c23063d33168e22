"""Writes an event file with TensorBoard's own messages and record writer, byte for byte comparable.

    python tensorboard_events.py OUT

Made with tensorboard 2.21.0. The times are fixed; the values are exact in 32 bits.
"""
import sys

from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.summary.writer.record_writer import RecordWriter


def main(path):
    with open(path, "wb") as out:
        writer = RecordWriter(out)
        write = lambda event: writer.write(event.SerializeToString(deterministic=True))
        write(event_pb2.Event(wall_time=1700000000.25, file_version="brain.Event:2"))
        write(event_pb2.Event(
            wall_time=1700000000.25, step=301,
            session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START)))
        for step, value in ((310, 6.5), (70000, -0.125)):
            write(event_pb2.Event(wall_time=1700000001.5, step=step, summary=summary_pb2.Summary(
                value=[summary_pb2.Summary.Value(tag="train/loss", simple_value=value)])))
        shape = tensor_shape_pb2.TensorShapeProto(dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=1)])
        text = tensor_pb2.TensorProto(
            dtype=types_pb2.DT_STRING, tensor_shape=shape, string_val=["Zwei **Hunde**\n".encode()])
        plugin = summary_pb2.SummaryMetadata.PluginData(plugin_name="text")
        write(event_pb2.Event(wall_time=1700000002.0, step=70000, summary=summary_pb2.Summary(
            value=[summary_pb2.Summary.Value(
                tag="samples", tensor=text, metadata=summary_pb2.SummaryMetadata(plugin_data=plugin))])))
        writer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
