namespace Cutwork;

/// <summary>What is seen of a plan's images.</summary>
public static class SeenExtensions
{
    extension(Plan plan)
    {
        /// <summary>What is seen of one image: which of its pixels come from which place, at which weight.</summary>
        /// <param name="place">The image's place in the batch, or from <see cref="Plan.Count"/> on a partner's.</param>
        /// <returns>Bands from the first row on; dispose it on the thread that called.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
        public Seen See(int place) => plan.See(place, Blends.Both);

        internal Seen See(int place, Blends blends)
        {
            _ = plan.SampleAt(place); // there is such a place
            SeenDesk desk = SeenDesk.Rent();
            desk.Begin(plan, place, blends);
            return new Seen(desk);
        }
    }
}
