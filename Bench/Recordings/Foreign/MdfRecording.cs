namespace Bench.Recordings.Foreign;

/// <summary>A recording of ours as channels of numbers; missing samples between its groups are NaN.</summary>
internal static class MdfRecording
{
    public static ForeignRecording Read(OpenFile file)
    {
        RecordingReader reader = file.Recording = RecordingReader.Over(file.Bytes);
        List<RecordedRun>[] runs = new List<RecordedRun>[reader.Channels.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = [];
        }

        foreach (RecordedGroup group in reader.Groups.Where(group => group.Rows > 0))
        {
            foreach (RecordedColumn column in group.Columns)
            {
                runs[column.Channel].Add(new RecordedRun(group, column));
            }
        }

        return new ForeignRecording(
            file.Path,
            reader.Header is null ? "MDF 4" : "MDF 4, recorded by Bench",
            [.. reader.Channels.Select((channel, i) => new ForeignChannel(
                channel.Name, channel.Unit, channel.Clock.SampleRateHz, new RecordedSamples(channel, runs[i])))],
            [.. reader.Skipped, .. Faults(reader)]);
    }

    private static IEnumerable<string> Faults(RecordingReader reader) => reader.Faults.Select(fault =>
        $"{fault.Kind} at {fault.AtSeconds:0.###} s{(fault.Reason.Length > 0 ? $": {fault.Reason}" : "")}.");
}

/// <summary>Samples of a channel without a gap.</summary>
internal readonly record struct RecordedRun(RecordedGroup Group, RecordedColumn Column);
