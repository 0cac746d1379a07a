using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>The samples of a recorded plan, each at the time in its epoch that it was drawn for.</summary>
internal sealed class RecordedOrder(Plan plan) : SampleOrder
{
    public override int Count => plan.Count;

    public override int SampleAt(Key key, int place) => plan.Samples[place];

    public override int OccurrenceAt(Key key, int place) => plan.OccurrenceAt(place);
}
