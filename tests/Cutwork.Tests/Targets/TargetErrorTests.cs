namespace Cutwork.Tests.PlanTargets;

/// <summary>What targets refuse, and what they do at edges.</summary>
public class TargetErrorTests
{
    private static readonly Size Size = new(8, 10);
    private static readonly Plan CutMixed = new Recipe(new CutMix { Placement = Placement.Inside }).Draw(
        new Key(3),
        Scene.Range(Size, 0, 2)
    );
    private static readonly Plan MixedUp = new Recipe(new Mixup { Partner = PartnerRule.Reverse }).Draw(
        new Key(3),
        Scene.Range(Size, 0, 2)
    );

    [Fact]
    public void Lists_that_do_not_fit_are_refused_with_the_counts()
    {
        AnnotatedBox[] boxes = [new(new Region(0, 0, 2, 2), 0)];

        Assert.Contains(
            "one more than there are places",
            Assert.Throws<ArgumentException>(() => CutMixed.BoxesOf(0, new(boxes, [0, 0]))).Message
        );
        Assert.Contains(
            "never fall",
            Assert.Throws<ArgumentException>(() => CutMixed.BoxesOf(0, new(boxes, [0, 1, 0, 1]))).Message
        );
        Assert.Contains(
            "given for 1",
            Assert.Throws<ArgumentException>(() => CutMixed.BoxesOf(0, new(boxes, [0, 1]))).Message
        );
        Assert.Contains(
            "keypoints are given for 3",
            Assert.Throws<ArgumentException>(() => CutMixed.PointsOf(0, new([], [0, 0, 0, 0]))).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => CutMixed.BoxesOf(2, new(boxes, [0, 1, 1])));
    }

    [Fact]
    public void A_plan_with_views_that_are_still_to_be_shown_is_refused()
    {
        Plan plan = new Recipe(new Flip { Probability = 1 }).Draw(new Key(1), Scene.Range(Size, 0, 1));
        AnnotatedBox[] boxes = [new(new Region(0, 0, 2, 2), 0)];

        Assert.Contains(
            "Plan.AsShown()",
            Assert.Throws<ArgumentException>(() => plan.BoxesOf(0, new(boxes, [0, 1]))).Message
        );
        Assert.Single(plan.AsShown().BoxesOf(0, new(boxes, [0, 1])));
    }

    [Fact]
    public void Masks_of_another_size_are_refused_with_both()
    {
        AnnotatedMask[] masks = [new(Mask.Of(new Size(4, 4), new Region(0, 0, 2, 2)), 0)];

        Assert.Contains(
            "4×4",
            Assert.Throws<ArgumentException>(() => MixedUp.MasksOf(0, new(masks, [0, 1, 1]))).Message
        );
    }

    [Fact]
    public void Points_beyond_the_image_go_and_unlabeled_ones_stay_with_their_own_image()
    {
        AnnotatedPoint[] points =
        [
            new(3, 4, 0),
            new(-1, 4, 1),
            new(3, 10, 2),
            new(0, 0, 3, PointVisibility.Unlabeled),
            new(3, 4, 4),
            new(0, 0, 5, PointVisibility.Unlabeled),
        ];
        SeenPoint[] seen = MixedUp.PointsOf(0, new(points, [0, 4, 6]));

        Assert.Equal([0, 3, 4], seen.Select(point => point.Id));
        Assert.Equal(PointVisibility.Unlabeled, seen[1].Visibility);
    }

    [Fact]
    public void Too_little_room_is_said_with_what_is_needed()
    {
        AnnotatedBox[] boxes = [new(new Region(0, 0, 8, 10), 0), new(new Region(0, 0, 8, 10), 1)];

        Assert.Contains(
            "here 2",
            Assert.Throws<ArgumentException>(() => MixedUp.Apply(0, new(boxes, [0, 1, 2]), new SeenBox[1])).Message
        );
    }

    [Fact]
    public void A_blended_label_map_is_refused_before_anything_is_written()
    {
        byte[] maps = new byte[2 * Size.Area];
        byte[] painted = [.. Enumerable.Repeat((byte)9, maps.Length)];
        var layout = Layout.Planar(Size, 1);

        Assert.Contains(
            "ApplyToMapPairs",
            Assert
                .Throws<InvalidOperationException>(() =>
                    MixedUp.ApplyToMaps(
                        new ReadOnlyImageBatch<byte>(maps, layout, 2),
                        new ImageBatch<byte>(painted, layout, 2)
                    )
                )
                .Message
        );
        Assert.All(painted, label => Assert.Equal(9, label));
    }

    [Fact]
    public void A_class_without_a_plane_is_named_unless_it_is_the_ignored_one()
    {
        byte[] maps = new byte[2 * Size.Area];
        maps[Size.Area + 13] = 255;
        var layout = Layout.Planar(Size, 1);
        float[] planes = new float[2 * 2 * Size.Area];

        Assert.Contains(
            "image 1 (sample 1) has class 255 at row 1, column 3",
            Assert
                .Throws<ArgumentException>(() =>
                    CutMixed.ApplyToSoftMaps(
                        new ReadOnlyImageBatch<byte>(maps, layout, 2),
                        new ImageBatch<float>(planes, Layout.Planar(Size, 2), 2)
                    )
                )
                .Message
        );
        CutMixed.ApplyToSoftMaps(
            new ReadOnlyImageBatch<byte>(maps, layout, 2),
            new ImageBatch<float>(planes, Layout.Planar(Size, 2), 2),
            (byte)255
        );
        byte[] painted = new byte[maps.Length];
        CutMixed.ApplyToMaps(new ReadOnlyImageBatch<byte>(maps, layout, 2), new ImageBatch<byte>(painted, layout, 2));
        Assert.Equal(painted.Count(label => label != 255), planes.Sum());
    }

    [Fact]
    public void The_last_class_of_a_type_has_its_plane()
    {
        byte[] maps = [.. Enumerable.Repeat((byte)255, 2 * (int)Size.Area)];
        float[] planes = new float[2 * 256 * Size.Area];
        MixedUp.ApplyToSoftMaps(
            new ReadOnlyImageBatch<byte>(maps, Layout.Planar(Size, 1), 2),
            new ImageBatch<float>(planes, Layout.Planar(Size, 256), 2)
        );

        Assert.All(planes[^(int)Size.Area..], weight => Assert.Equal(1, weight, 1e-6f));
    }

    [Fact]
    public void Maps_that_share_memory_are_refused()
    {
        byte[] maps = new byte[2 * Size.Area];
        var layout = Layout.Planar(Size, 1);

        Assert.Contains(
            "share memory",
            Assert
                .Throws<ArgumentException>(() =>
                    CutMixed.ApplyToMaps(
                        new ReadOnlyImageBatch<byte>(maps, layout, 2),
                        new ImageBatch<byte>(maps, layout, 2)
                    )
                )
                .Message
        );
    }

    [Fact]
    public void A_box_that_its_view_cut_tells_its_share_of_the_whole_object()
    {
        // Half of an object is in the view; a quarter of what is left is erased.
        var plan = new Plan(
            new Key(0),
            new Size(4, 4),
            [0],
            [
                new Stage(
                    1,
                    [new Origin("test", Paint.Mean)],
                    [
                        new Stroke
                        {
                            Position = 0,
                            Region = new Region(0, 0, 1, 4),
                            Source = Source.Fill,
                        },
                    ]
                ),
            ]
        );
        SeenBox box = Assert.Single(
            plan.BoxesOf(0, new([new AnnotatedBox(new Region(0, 0, 4, 4), 7, 5) { InView = 0.5 }], [0, 1]))
        );

        Assert.Equal(new SeenBox(new Region(0, 0, 4, 4), 7, 5, 0, 1, 0.375), box);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_in_view_that_is_none_is_refused_by_name(double share)
    {
        Assert.Equal(
            "InView",
            Assert
                .Throws<ArgumentOutOfRangeException>(() =>
                    new AnnotatedBox(new Region(0, 0, 1, 1), 0) { InView = share }
                )
                .ParamName
        );
        Assert.Equal(
            "InView",
            Assert
                .Throws<ArgumentOutOfRangeException>(() =>
                    new AnnotatedMask(Mask.Of(Size, default(Region)), 0) { InView = share }
                )
                .ParamName
        );
    }

    [Fact]
    public void A_box_beyond_the_image_is_cut_to_it_and_counted_whole()
    {
        Plan plan = Recipe.None.Draw(new Key(0), Scene.Range(new Size(4, 4), 0, 1));
        SeenBox box = Assert.Single(plan.BoxesOf(0, new([new AnnotatedBox(new Region(-2, 2, 4, 4), 0)], [0, 1])));

        Assert.Equal(new Region(0, 2, 2, 2), box.Box);
        Assert.Equal(0.25, box.Visible);
    }

    [Fact]
    public void Hidden_objects_go_or_stay_as_the_rule_says()
    {
        Plan plan = new Recipe(new Cutout(Length.Fraction(1)) { Placement = Placement.Inside }).Draw(
            new Key(0),
            Scene.Range(new Size(4, 4), 0, 1)
        );
        AnnotatedBox[] boxes = [new(new Region(1, 1, 2, 2), 3)];

        Assert.Empty(plan.BoxesOf(0, new(boxes, [0, 1])));
        Assert.Empty(plan.BoxesOf(0, new(boxes, [0, 1]), BoxRule.Albumentations));
        Assert.Equal(
            new SeenBox(new Region(1, 1, 2, 2), 3, 0, 0, 0, 0),
            Assert.Single(plan.BoxesOf(0, new(boxes, [0, 1]), BoxRule.Unmoved))
        );
    }

    [Fact]
    public void Nothing_is_allocated_once_a_thread_has_seen_such_a_plan()
    {
        Plan plan = new Recipe(
            new RandomErasing { Probability = 1 },
            new Mixup(),
            new CutMix(),
            new Cutout(Length.Pixels(4))
        ).Draw(new Key(9), Scene.Range(new Size(32, 32), 0, 16));
        AnnotatedBox[] boxes =
        [
            .. Enumerable.Range(0, 320).Select(i => new AnnotatedBox(new Region(i % 20, i % 17, 9, 12), i)),
        ];
        AnnotatedPoint[] points = [.. Enumerable.Range(0, 320).Select(i => new AnnotatedPoint(i % 30, i % 27, i))];
        int[] starts = [.. Enumerable.Range(0, 17).Select(place => 20 * place)];
        var seenBoxes = new SeenBox[320];
        var seenPoints = new SeenPoint[320];
        byte[] maps = new byte[16 * 1024];
        byte[] painted = new byte[maps.Length];
        Plan pasted = new Recipe(new CutMix(), new Cutout(Length.Pixels(4))).Draw(
            new Key(9),
            Scene.Range(new Size(32, 32), 0, 16)
        );
        Run();

        long least = long.MaxValue;
        for (int time = 0; time < 5; time++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);

        void Run()
        {
            for (int image = 0; image < 16; image++)
            {
                plan.Apply(image, new(boxes, starts), seenBoxes);
                plan.Apply(image, new(points, starts), seenPoints);
            }
            pasted.ApplyToMaps(
                new ReadOnlyImageBatch<byte>(maps, Layout.Planar(new Size(32, 32), 1), 16),
                new ImageBatch<byte>(painted, Layout.Planar(new Size(32, 32), 1), 16)
            );
        }
    }
}
