using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>The order in which a data set is gone through: shuffled in epochs whose recipe mixes, else its own.</summary>
/// <remarks>
/// In a folder sorted by class, neighbors would find partners of their own class only. Erasing needs no partner and keeps the data set's order.
/// </remarks>
internal sealed class VisitOrder(RecipeChoice recipes, int count) : SampleOrder
{
    private readonly SampleOrder shuffled = Shuffled(count);

    public override int Count => count;

    public override int SampleAt(Key key, int place) =>
        recipes.At(key.Epoch).Mixes ? shuffled.SampleAt(key, place) : place;

    public override int OccurrenceAt(Key key, int place) => 0;
}
