namespace Cutwork;

/// <summary>Plans on keypoints.</summary>
public static class PointExtensions
{
    extension(Plan plan)
    {
        /// <summary>
        /// The keypoints that one painted image shows: its own first, then those of the places that were mixed into it, each in its list's order.
        /// </summary>
        /// <remarks>
        /// A point is asked for at the pixel that it lies in. What covers an own point occludes it, whether it was erased or pasted; a partner's points come
        /// along where the partner was mixed in, occluded where that was erased. Unlabeled points of the image stay as they are, a partner's are left out;
        /// so are points beyond the image's edges. Nothing is allocated once a thread has seen a plan of the size.
        /// </remarks>
        /// <param name="place">The image's place in the batch.</param>
        /// <param name="points">The points of every place of the plan, its partners included, as they lie before the strokes.</param>
        /// <param name="seen">Where they are written: room for all points of the image and of those that are mixed into it.</param>
        /// <param name="rule">Whether covered points stay, occluded, or are left out.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="ArgumentException">There is not a list for each place, or not enough room.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
        public int Apply(
            int place,
            PlaceLists<AnnotatedPoint> points,
            Span<SeenPoint> seen,
            PointRule rule = PointRule.Occlude
        )
        {
            plan.CheckImage(place);
            plan.CheckLists(points.Count, "keypoints");
            Guard.Defined(rule, nameof(rule));
            using Seen image = plan.See(place);
            return PointFinder.Rent().Find(image, points, seen, rule);
        }

        /// <summary>The same, in a list of its own.</summary>
        /// <inheritdoc cref="Apply(Plan, int, PlaceLists{AnnotatedPoint}, Span{SeenPoint}, PointRule)"/>
        public SeenPoint[] PointsOf(int place, PlaceLists<AnnotatedPoint> points, PointRule rule = PointRule.Occlude)
        {
            var seen = new SeenPoint[points.Items.Length];
            return seen[..plan.Apply(place, points, seen, rule)];
        }
    }
}
